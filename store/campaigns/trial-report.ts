import type { CampaignId, CodeId, Digest, OpId } from '../../domain/ids.ts';
import type { ShadowRow } from '../../domain/commit/shadow.ts';
import type { Judgement } from '../../domain/policy/policy.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';
import { readShadowLookups, type LookupDifference } from './shadow-lookups.ts';

/** So many uses that would have been answered otherwise. */
export interface TrialDifference {
  readonly answer: Judgement['answer']['kind'];
  readonly instead: Judgement['answer']['kind'];
  /** Whom rules besides the one that answers keep out. */
  readonly besides: ShadowRow['besides'];
  /** Rules of the version in the shadow that fired, or else of the one in force. */
  readonly rules: readonly string[];
  readonly uses: number;
  readonly codes: number;
}

/** One such use. */
export interface TrialExample {
  readonly campaign: CampaignId;
  readonly code: CodeId;
  readonly opId: OpId;
  readonly at: Instant;
  readonly answer: Judgement['answer']['kind'];
  readonly judgement: Judgement;
}

/** What the version in the shadow would have changed, in campaigns that are no sandboxes. */
export interface TrialReport {
  readonly digest: Digest;
  readonly since: Date;
  /** Redemptions and reservations that were judged since, refused ones included. */
  readonly uses: number;
  readonly differences: readonly TrialDifference[];
  /** The latest ones. */
  readonly examples: readonly TrialExample[];
  /** Of look-ups that led to no use. */
  readonly lookups: readonly LookupDifference[];
}

const examplesMax = 5;

/** Reads what a trial has shown since it began; undefined where nothing is in the shadow. */
export async function trialReport(db: Db, id: string): Promise<TrialReport | undefined> {
  const trial = await queryOne<{ digest: Digest; since: Date }>(
    db,
    `SELECT v.digest, max(c.recorded_at) AS since
     FROM policy_version v JOIN policy_change c USING (digest)
     WHERE v.id = $1 AND v.shadow AND c.change = 'shadow' GROUP BY v.digest`,
    [id],
  );
  if (trial === undefined) return undefined;
  const { digest, since } = trial;
  const counted = await queryOne<{ uses: number }>(
    db,
    `SELECT count(*)::int AS uses FROM operation o JOIN policy_version v ON v.digest = o.policy
       JOIN campaign p ON p.id = o.campaign AND NOT p.sandbox
     WHERE v.id = $1 AND o.kind IN ('redeem', 'reserve') AND o.recorded_at >= $2`,
    [id, since],
  );
  const differences = await query<TrialDifference & Record<string, unknown>>(
    db,
    `SELECT answer ->> 'kind' AS answer, judgement -> 'answer' ->> 'kind' AS instead, besides,
       CASE WHEN judgement -> 'rules' = '[]' THEN to_jsonb(rules) ELSE judgement -> 'rules' END AS rules,
       count(*)::int AS uses, count(DISTINCT code)::int AS codes
     FROM shadow_judgement j JOIN campaign p ON p.id = j.campaign AND NOT p.sandbox
     WHERE policy = $1 AND j.recorded_at >= $2
     GROUP BY 1, 2, 3, 4 ORDER BY uses DESC, 1, 2, 3, 4`,
    [digest, since],
  );
  const examples = await query<TrialExample & Record<string, unknown>>(
    db,
    `SELECT campaign, code, op_id AS "opId", at, answer ->> 'kind' AS answer, judgement
     FROM shadow_judgement j JOIN campaign p ON p.id = j.campaign AND NOT p.sandbox
     WHERE policy = $1 AND j.recorded_at >= $2
     ORDER BY j.recorded_at DESC, op_id LIMIT ${String(examplesMax)}`,
    [digest, since],
  );
  const lookups = await readShadowLookups(db, digest);
  return { digest, since, uses: counted?.uses ?? 0, differences, examples, lookups };
}
