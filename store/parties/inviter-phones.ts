import type { PhoneTryBound } from '../../domain/inviter-phone/tries.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import type { PartyKey } from '../../domain/policy/party.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** Somebody gives a phone number as that of who invites them. */
export interface StatedPhone {
  readonly campaign: CampaignId;
  /** Null where nobody is known by that number, so that it is wrong. */
  readonly inviter: SubjectId | null;
  /** Blind index of the number. */
  readonly phone: string;
  readonly bounds: readonly PhoneTryBound[];
  /** When the day began, by the campaign's zone. */
  readonly day: Instant;
}

/**
 * Compares a stated number with the one that is known of the inviter, in the caller's transaction. Each is
 * counted before it is compared, so that of many at once no more are compared than the bounds have tries;
 * a right one is given back. `spent`: nothing was compared.
 * @throws StoreUnavailable
 */
export async function compareInviterPhone(
  db: Db,
  { campaign, inviter, phone, bounds, day }: StatedPhone,
): Promise<'right' | 'wrong' | 'spent'> {
  const parties = bounds.map(({ party }) => party);
  const counted = await query<{ party: PartyKey; tries: number }>(
    db,
    { name: 'count-phone-try', text: countText },
    [campaign, parties, day],
  );
  const triesOf = new Map(counted.map(({ party, tries }) => [party, tries]));
  const giveBack = { name: 'give-phone-try-back', text: giveBackText };
  if (bounds.some(({ party, triesMax }) => (triesOf.get(party) ?? 0) > triesMax)) {
    await query(db, giveBack, [campaign, parties, day]);
    return 'spent';
  }
  const known = inviter === null ? undefined : await phoneOfInviter(db, campaign, inviter);
  if (phone !== known) return 'wrong';
  await query(db, giveBack, [campaign, parties, day]);
  return 'right';
}

/** In the order of the parties, so that two who guess wait for each other in one order. */
const countText = `
  INSERT INTO phone_try AS t (campaign, party, day, tries)
  SELECT $1, party, $3, 1 FROM unnest($2::text[]) AS given (party) ORDER BY party
  ON CONFLICT (campaign, party, day) DO UPDATE SET tries = t.tries + 1
  RETURNING party, tries`;

const giveBackText = `
  UPDATE phone_try SET tries = tries - 1 WHERE campaign = $1 AND party = ANY($2) AND day = $3`;

/**
 * Blind index of the phone that a service has given for a holder; undefined where it has given none.
 * @throws StoreUnavailable
 */
export async function phoneOfInviter(
  db: Db,
  campaign: CampaignId,
  inviter: SubjectId,
): Promise<string | undefined> {
  const text = 'SELECT phone FROM inviter_phone WHERE campaign = $1 AND subject = $2';
  const found = await queryOne<{ phone: string }>(db, { name: 'inviter-phone', text }, [
    campaign,
    inviter,
  ]);
  return found?.phone;
}
