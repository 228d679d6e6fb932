import { assert } from '../../domain/assert.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { queryOne, type Db } from '../query.ts';
import { isOwedWhole, withOwed } from './owed-sql.ts';
import { settlePayout } from './settle-payout.ts';

/** How a payout ended, as somebody has found out at the provider. */
export interface EndByHand {
  /** The provider's own id of what it has paid; null where it has certainly not paid and never will. */
  readonly paidAs: string | null;
  readonly actor: string;
  readonly reason: string;
}

const said = `settled || jsonb_build_object(
      'paid', $2::text IS NOT NULL, 'ref', $2::text, 'actor', $3::text, 'reason', $4::text, 'at', now())`;

/** What is booked next is written by this claim alone. One that was refused may turn out to be paid, too. */
const claimSql = `${withOwed}
UPDATE payout
SET state = 'unknown', fence = fence + 1, settled = ${said}, changed_at = now()
WHERE key = (SELECT key FROM whole) AND state IN ('manual', 'failed') AND ${isOwedWhole}
RETURNING key, fence, provider,
  coalesce(beneficiary, (SELECT p.beneficiary FROM payable p WHERE p.id = payout.reward)) AS beneficiary`;

/** What the provider has shown of it before is no payment: nothing keeps it from being sent again. */
const giveUpSql = `${withOwed}
UPDATE payout
SET state = 'failed', only_asked = false, provider_ref = NULL, settled = ${said},
    changed_at = now(), last_error = 'not paid, says ' || $3 || ': ' || $4
WHERE key = (SELECT key FROM whole) AND state = 'manual' AND ${isOwedWhole}
RETURNING provider`;

/**
 * Ends a payout that waits for a person, named by its key or by a reward of it, in the caller's transaction: it
 * is booked as paid, or known as refused, from where it can be tried again or given up. Returns its provider;
 * undefined when there is no such payout, or not all of it is owed.
 * @throws StoreUnavailable
 */
export async function settleByHand(
  db: Db,
  key: string,
  end: EndByHand,
): Promise<string | undefined> {
  const { paidAs, actor, reason } = end;
  const values = [key, paidAs, actor, reason];
  if (paidAs === null) {
    return (await queryOne<{ provider: string }>(db, giveUpSql, values))?.provider;
  }
  const claim = await queryOne<{
    key: string;
    fence: number;
    provider: string;
    beneficiary: SubjectId;
  }>(db, claimSql, values);
  if (claim === undefined) return undefined;
  const by = { actor, reason };
  const booked = await settlePayout(db, claim, { state: 'reconciled', providerRef: paidAs, by });
  assert(booked, 'what is owed whole has open holds');
  return claim.provider;
}
