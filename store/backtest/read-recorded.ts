import type pg from 'pg';

import type { Recorded } from '../../domain/commit/recorded.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { asJson, redemptionTable } from '../columns.ts';
import { asStoreFailure } from '../failure.ts';
import { query } from '../query.ts';

const pageSize = 500;

/** The number of a row of a code: what of one instant came first. */
const numberOf = (id: string): string => `coalesce(split_part(${id}, '.', 2)::integer, 0)`;

const operations = `
  SELECT o.at, o.code, ${numberOf('r.id')} AS number,
    CASE
      WHEN o.kind IN ('redeem', 'reserve') THEN json_build_object('kind', 'use', 'as', o.kind,
        'of', CASE WHEN (o.outcome ->> 'ok')::boolean THEN ${asJson(redemptionTable, 'r')} END,
        'refused', CASE WHEN NOT (o.outcome ->> 'ok')::boolean THEN o.outcome END,
        'judgement', d.judgement, 'policy', o.policy)
      WHEN o.kind IN ('confirm', 'release') THEN json_build_object('kind', 'close', 'as', o.kind,
        'of', ${asJson(redemptionTable, 'r')})
      WHEN o.kind IN ('cancel', 'reopen') THEN json_build_object('kind', 'correct', 'as', o.kind,
        'of', ${asJson(redemptionTable, 'r')})
      WHEN o.kind = 'decideReview' THEN json_build_object('kind', 'decide',
        'as', CASE WHEN o.outcome ->> 'redemptionState' = 'refused' THEN 'refuse' ELSE 'approve' END,
        'of', ${asJson(redemptionTable, 'r')})
      WHEN o.kind = 'revoke' THEN json_build_object('kind', 'revoke',
        'ban', o.outcome ->> 'status' = 'banned')
      ELSE json_build_object('kind', 'reset')
    END AS what
  FROM operation o
  LEFT JOIN decision d ON d.campaign = o.campaign AND d.code = o.code AND d.op_id = o.op_id
  LEFT JOIN redemption r ON r.campaign = o.campaign AND r.id = o.outcome ->> 'redemption'
  WHERE o.campaign = $1
    AND o.kind IN ('redeem', 'reserve', 'confirm', 'release', 'cancel', 'reopen', 'decideReview',
      'revoke', 'reset')
    AND ((o.outcome ->> 'ok')::boolean OR o.kind IN ('redeem', 'reserve'))
    -- What was only proposed decided nothing.
    AND o.outcome -> 'proposed' IS NULL`;

const events = `
  SELECT e.at, e.code, ${numberOf('e.id')},
    CASE e.kind
      WHEN 'milestone' THEN json_build_object('kind', 'milestone',
        'milestone', e.data ->> 'milestone', 'said', e.data, 'of', ${asJson(redemptionTable, 'r')})
      WHEN 'share' THEN json_build_object('kind', 'share', 'via', e.data ->> 'via')
      WHEN 'verification' THEN json_build_object('kind', 'verify', 'subject', e.subject,
        'check', e.data ->> 'check', 'result', e.data ->> 'result')
      ELSE json_build_object('kind', 'revise', 'hits', (e.data ->> 'hits')::integer)
    END
  FROM event e
  LEFT JOIN redemption r ON r.campaign = e.campaign AND r.id = e.data ->> 'redemption'
  WHERE e.campaign = $1 AND e.kind IN ('milestone', 'share', 'verification', 'wording')`;

/** What a person took back by itself; what goes with a revocation or a cancellation comes again with that. */
const reversals = `
  SELECT n.at, w.code, 2147483647,
    json_build_object('kind', 'reverse', 'reward', n.reward, 'of', ${asJson(redemptionTable, 'r')},
      'part', CASE WHEN n.kind = 'lower' OR n.kind = 'reverse' AND (w.state = 'paid' OR EXISTS (
        SELECT FROM entry l WHERE l.campaign = n.campaign AND l.reward = n.reward
          AND l.kind = 'reverse' AND l.id > n.id)) THEN n.minor END)
  FROM entry n
  JOIN reward w ON w.id = n.reward
  JOIN redemption r ON r.campaign = n.campaign AND r.id = w.redemption
  WHERE n.campaign = $1 AND n.kind IN ('void', 'lower', 'reverse') AND n.actor IS NOT NULL
    -- Of one that had settled a debt and was never sent, both are booked.
    AND (n.kind <> 'reverse' OR w.state IN ('paid', 'reversed'))
    AND NOT EXISTS (SELECT FROM operation o WHERE o.campaign = n.campaign AND o.code = w.code
      AND o.kind = 'cancel' AND o.at = n.at)`;

const statement = `
  DECLARE recorded NO SCROLL CURSOR FOR
  WITH asked AS (${operations} UNION ALL ${events} UNION ALL ${reversals})
  SELECT a.at, a.what,
    json_build_object('id', c.id, 'digest', c.digest, 'holder', c.holder, 'lineage', c.lineage,
      'channel', c.channel, 'generation', c.state -> 'generation',
      'issuedAt', c.state -> 'issuedAt', 'lineIssuedAt', f.state -> 'issuedAt') AS code,
    lead(1) OVER (PARTITION BY c.lineage ORDER BY a.at, a.code, a.number) IS NULL AS "isLast"
  FROM asked a
  JOIN code c ON c.id = a.code
  JOIN code f ON f.id = c.lineage
  ORDER BY a.at, a.code, a.number`;

/**
 * All that was asked of a campaign's codes, in the order in which it happened, page by page in one
 * read-only transaction: what is asked meanwhile does not show.
 * @throws StoreUnavailable
 */
export async function* readRecorded(
  pool: pg.Pool,
  campaign: CampaignId,
): AsyncGenerator<readonly Recorded[]> {
  const db = await pool.connect().catch((error: unknown) => {
    throw asStoreFailure(error);
  });
  // A connection that breaks between two pages shows with the next one.
  const ignore = (): void => undefined;
  db.on('error', ignore);
  let done = false;
  try {
    await query(db, 'BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await query(db, 'SET LOCAL statement_timeout = 0');
    await query(db, 'SET LOCAL idle_in_transaction_session_timeout = 0');
    await query(db, statement, [campaign]);
    for (;;) {
      const page = await query<Recorded & pg.QueryResultRow>(db, `FETCH ${pageSize} FROM recorded`);
      if (page.length === 0) break;
      yield page;
    }
    await query(db, 'COMMIT');
    done = true;
  } finally {
    db.off('error', ignore);
    // Left early, the connection still has its transaction: it is closed rather than used again.
    db.release(!done);
  }
}
