import type { CodeRow } from '../../domain/commit/rows.ts';
import { bindingCheck } from '../../domain/policy/condition.ts';
import { indexAmong, type IdentityKey } from '../../domain/policy/ties.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';
import { scopeSql } from './sanctions-of.ts';

/** What a service says of a holder when it issues a code. */
export interface HolderFacts {
  readonly identities: readonly IdentityKey[];
  /** Whether their phone or account is bound; undefined where the service does not say. */
  readonly bound?: boolean;
}

/**
 * Notes by what a holder is known, as redeeming does of invitees, and by which phone invitees may name them.
 * @throws StoreUnavailable
 */
export async function knowHolder(
  db: Db,
  { campaign, id, holder }: CodeRow,
  { identities, bound, now }: HolderFacts & { readonly now: Instant },
): Promise<void> {
  if (identities.length > 0) {
    await query(
      db,
      `INSERT INTO tie (scope, identity, subject, seen_at)
       SELECT ${scopeSql}, identity, $2, $4
       FROM unnest($3::text[]) AS given (identity) ORDER BY identity
       ON CONFLICT (scope, identity, subject) DO UPDATE SET seen_at = EXCLUDED.seen_at`,
      [campaign, holder, identities, now],
    );
  }
  const phone = indexAmong(identities, 'phone');
  if (phone !== undefined) {
    await query(
      db,
      `INSERT INTO inviter_phone (campaign, subject, phone, known_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (campaign, subject) DO UPDATE SET phone = EXCLUDED.phone, known_at = EXCLUDED.known_at`,
      [campaign, holder, phone, now],
    );
  }
  if (bound === undefined) return;
  await query(
    db,
    `INSERT INTO verification (campaign, code, subject, check_name, result, at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [campaign, id, holder, bindingCheck, bound ? 'passed' : 'failed', now],
  );
}
