import type { CodeId, RewardId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

/** A reward on hold of somebody who is banned, and who banned them why. */
export interface HeldOfBanned {
  readonly reward: RewardId;
  readonly code: CodeId;
  readonly rules: readonly string[];
  /** Null where a rule did. */
  readonly actor: string | null;
  readonly reason: string | null;
}

const text = `
  SELECT DISTINCT ON (r.id) r.id AS reward, r.code, s.rules, s.actor, s.reason
  FROM sanction s
  JOIN reward r ON r.beneficiary = substr(s.party, length('person:') + 1) AND r.state = 'held'
  JOIN campaign c ON c.id = r.campaign
  WHERE s.voids AND s.lifted_at IS NULL
    AND (s.scope = r.campaign
      OR s.scope IN ('all', 'programme:' || c.programme) AND NOT c.sandbox)
  ORDER BY r.id, s.at LIMIT $1`;

/**
 * Rewards that are to be taken back, in the campaigns in which their bans hold.
 * @throws StoreUnavailable
 */
export async function heldOfBanned(db: Db, most: number): Promise<readonly HeldOfBanned[]> {
  return query<HeldOfBanned & Record<string, unknown>>(db, { name: 'held-of-banned', text }, [
    most,
  ]);
}
