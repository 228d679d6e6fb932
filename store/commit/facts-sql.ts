import { openStatuses } from '../../domain/code/state.ts';
import { bindingCheck } from '../../domain/policy/condition.ts';
import { certificatesSql } from '../parties/certificates.ts';
import { programmeSql, sanctionsOf, scopeSql } from '../parties/sanctions-of.ts';
import { suspensionSql } from '../parties/standing-of.ts';
import { asJson, operationTable, redemptionTable, reviewTable, rewardTable } from '../columns.ts';
import type { Asked } from './asked.ts';
import { tiesResult } from './ties-sql.ts';
import { standingsResult, uplineRows, uplinesResult } from './uplines-sql.ts';
import { isClearedSql, owedOfSql } from '../ledger/owed-of.ts';
import { payoutRows, payoutsStoppableResult, payoutsUnsentResult } from './lower-payouts.ts';

/** Most overdue rows of one commit; the rest is for the next one, which follows at once. */
const pageMax = 500;

/** How the statement's parameters are numbered. */
const at = {
  campaign: '$1',
  code: '$2',
  now: '$3',
  opIds: '$4::text[]',
  comers: '$5::text[]',
  invitees: '$6::text[]',
  redemptions: '$7::text[]',
  reviews: '$8::text[]',
  rewards: '$9::text[]',
  parties: '$10::text[]',
  windowStart: '$11::bigint',
  dayStart: '$12::bigint',
  holder: '$13::text',
  lineage: '$14::uuid',
  invitationsMax: '$15::bigint',
  usesMax: '$16::bigint',
  exclusionGroup: '$17::text',
  identities: '$18::text[]',
  lists: '$19::text[]',
  uplinesMax: '$20::int',
  sentAssets: '$21::text[]',
} as const;

const live = `state IN ('reserved', 'review', 'redeemed', 'spent')`;
const codeTimed = `state = 'held' AND timing IN ('instant', 'automatic')`;

/**
 * One statement for all facts of a batch, made of the parts that the batch needs. Everything in it
 * is read as of one moment, after the code's row was locked.
 */
export function factsStatement(asked: Asked): string {
  const corrected = asked.rewards.length > 0 || asked.corrections;
  const isUsed = asked.comers.length > 0;
  const results = {
    campaign: campaignResult,
    operations: operationsResult,
    redemptions: `(SELECT json_agg(${asJson(redemptionTable, 'r')}) FROM redemption_rows r)`,
    rivals: where(asked.rivals, rivalsResult),
    uplines: where(asked.uplines > 0, uplinesResult),
    standings: where(asked.traced > 0 && isUsed, standingsResult(at)),
    debts: where(asked.debts, debtsResult(asked)),
    reviews: `(SELECT json_agg(${asJson(reviewTable, 'r')}) FROM review_rows r)`,
    rewards: `(SELECT json_agg(${asJson(rewardTable, 'r')}) FROM reward_rows r)`,
    later: where(asked.deadlines !== 'none', laterResult, 'NULL::bigint'),
    payoutsStoppable: where(corrected, payoutsStoppableResult),
    payoutsUnsent: where(corrected, payoutsUnsentResult),
    owedOf: where(asked.rewards.length > 0, owedOfResult),
    touches: where(asked.touches, touchesResult),
    othersOpen: where(asked.room, othersOpenResult, '0'),
    invitations: where(isUsed, invitationsResult, '0'),
    checks: where(isUsed, checksResult),
    parties: where(asked.parties.length > 0, partiesResult),
    ties: where(asked.ties, tiesResult(at)),
    clicks: where(asked.clicks, clicksResult),
    suspension: where(isUsed, suspensionSql(at.holder, '$3')),
    bound: where(asked.binding, boundResult, 'NULL::boolean'),
    certificates: where(asked.lists.length > 0, certificatesSql(at.lists, at.holder, '$3::bigint')),
  };
  const columns = Object.entries(results).map(([name, sql]) => `${sql} AS "${name}"`);
  return `WITH RECURSIVE ${[declared, ...rowsOf(asked)].join(',\n')}\nSELECT ${columns.join(',\n')}`;
}

/** What is not asked for is read by nobody. */
function where(isAsked: boolean, sql: string, otherwise = 'NULL::json'): string {
  return isAsked ? sql : otherwise;
}

function rowsOf(asked: Asked): string[] {
  return [
    ...deadlineRows(asked),
    reviewRows(asked),
    redemptionRows(asked),
    rewardRows(asked),
    ...(asked.rewards.length > 0 || asked.corrections ? [payoutRows] : []),
    ...(asked.uplines > 0 ? [uplineRows(asked, at)] : []),
  ];
}

/** Gives every parameter its type, also where a part that uses it is left out. */
const declared = `given AS (
    SELECT ${Object.values(at).slice(3).join(', ')}, $1::text AS campaign, $2::uuid AS code, $3::bigint AS now
  )`;

/** The code's open rows that have a deadline, as far as one of them may be needed, and the overdue. */
function deadlineRows(asked: Asked): string[] {
  if (asked.deadlines === 'none') return [];
  const first = asked.deadlines === 'overdue' ? pageMax + 1 : 1;
  const open = `open_rows AS (
    SELECT * FROM (
      (SELECT 'reward' AS kind, id, due_at AS deadline FROM reward
        WHERE code = $2 AND ${codeTimed} ORDER BY due_at, id LIMIT ${first})
      UNION ALL
      (SELECT 'redemption', id, reserved_until FROM redemption
        WHERE code = $2 AND state = 'reserved' ORDER BY reserved_until, id LIMIT ${first})
      UNION ALL
      (SELECT 'review', id, due_at FROM review
        WHERE code = $2 AND state = 'open' ORDER BY due_at, id LIMIT ${first})
    ) every_kind ORDER BY deadline, id LIMIT ${first}
  )`;
  const page = `page AS (
    SELECT * FROM open_rows WHERE deadline <= $3 ORDER BY deadline, id LIMIT ${pageMax}
  )`;
  return [open, page];
}

const laterResult = `(SELECT deadline FROM open_rows ORDER BY deadline, id
    OFFSET (SELECT count(*) FROM page) LIMIT 1)`;

function pageIds(asked: Asked, of: string): string {
  return asked.deadlines === 'overdue' ? ` || ARRAY(SELECT id FROM page WHERE kind = '${of}')` : '';
}

function reviewRows(asked: Asked): string {
  return `review_rows AS (
    SELECT * FROM review
    WHERE campaign = $1 AND id = ANY(${at.reviews}${pageIds(asked, 'review')}) AND code = $2
  )`;
}

/** Locked, because payouts and their batches write rewards without the code's lock. */
function rewardRows(asked: Asked): string {
  const named = `SELECT id FROM reward WHERE code = $2 AND id = ANY(${at.rewards}${pageIds(asked, 'reward')})`;
  const held = `SELECT id FROM reward WHERE code = $2 AND state = 'held'`;
  const corrected = `SELECT id FROM reward WHERE code = $2 AND (redemption = ANY(${at.redemptions})
      OR (ladder IS NOT NULL AND state IN ('held', 'due', 'paid')))`;
  const ids = [
    named,
    ...(asked.heldRewards ? [held] : []),
    ...(asked.corrections ? [corrected] : []),
  ].join(' UNION ');
  return `reward_rows AS (SELECT * FROM reward WHERE id IN (${ids}) ORDER BY id FOR UPDATE)`;
}

function redemptionRows(asked: Asked): string {
  // Whoever is to have their redemption back may have another one by now.
  const again = asked.corrections
    ? ` || ARRAY(SELECT invitee FROM redemption
        WHERE campaign = $1 AND code = $2 AND id = ANY(${at.redemptions}))`
    : '';
  return `redemption_rows AS (
    SELECT * FROM redemption WHERE campaign = $1 AND invitee = ANY(${at.invitees}${again}) AND ${live}
    UNION
    SELECT * FROM redemption WHERE campaign = $1 AND code = $2 AND id = ANY(
      ${at.redemptions} || ARRAY(SELECT redemption FROM review_rows)${pageIds(asked, 'redemption')})
  )`;
}

/** A sandbox's traffic does not count for others; sandboxes exclude each other, so that it can be tried. */
const rivalsResult = `(SELECT json_agg(json_build_object('subject', invitee, 'campaign', campaign,
      'priority', priority))
    FROM (SELECT DISTINCT ON (invitee) invitee, campaign, (exclusion ->> 'priority')::int AS priority
      FROM redemption
      WHERE exclusion ->> 'group' = ${at.exclusionGroup} AND campaign <> $1 AND ${live}
        AND (SELECT sandbox FROM campaign p WHERE p.id = redemption.campaign)
          = (SELECT sandbox FROM campaign WHERE id = $1)
        AND invitee = ANY(${at.invitees} || ARRAY(SELECT invitee FROM redemption_rows))
      ORDER BY invitee, (exclusion ->> 'priority')::int DESC, at, id) best)`;

/** Keys as `debtKey` makes them. Read and not locked: whoever falls into debt now had none before. */
function debtsResult(asked: Asked): string {
  const uplines = asked.uplines > 0 ? 'UNION SELECT inviter FROM upline' : '';
  const people = `SELECT ${at.holder} AS person UNION SELECT unnest(${at.invitees})
    UNION SELECT inviter FROM redemption_rows UNION SELECT invitee FROM redemption_rows ${uplines}`;
  return `(SELECT json_agg(key) FROM counter WHERE campaign = $1 AND used > 0 AND key = ANY(ARRAY(
      SELECT 'debt:' || asset || ':' || person FROM (${people}) p, unnest(${at.sentAssets}) a (asset)
      UNION SELECT 'debt:' || asset || ':' || beneficiary FROM reward_rows
    )))`;
}

const owedOfResult = `(SELECT json_agg(json_build_array(id, minor)) FROM (
      SELECT r.id, ${owedOfSql('r')} AS minor FROM reward_rows r
      WHERE (r.state = 'reversed' OR r.refunded > 0) AND NOT ${isClearedSql('r')}
    ) owed WHERE minor > 0)`;

const campaignResult = `(SELECT json_build_object('status', c.status, 'startsAt', v.starts_at, 'endsAt', v.ends_at,
      'countersGoneUntil', c.counters_gone_until)
    FROM code o JOIN campaign c ON c.id = o.campaign JOIN campaign_version v ON v.digest = o.digest
    WHERE o.id = $2)`;

const operationsResult = `(SELECT json_agg(${asJson(
  { ...operationTable, columns: { opId: 'text', bodyHash: 'text', outcome: 'jsonb' } },
  'o',
)}) FROM operation o WHERE campaign = $1 AND code = $2 AND op_id = ANY(${at.opIds}))`;

const isOpenStatus = `status IN (${openStatuses.map((status) => `'${status}'`).join(', ')})`;

/**
 * A click on an earlier code of this line was a click on this one. A line without a code that still
 * takes redemptions has no credit to give, and nobody has it from a code of their own: whoever
 * clicked those is free for another.
 */
const touchesResult = `(SELECT json_agg(json_build_object('subject', t.subject, 'at', t.at, 'code', t.code))
    FROM (SELECT DISTINCT ON (e.subject) e.subject, e.at,
        CASE WHEN c.lineage = ${at.lineage} THEN $2 ELSE heir.id END AS code
      FROM event e JOIN code c ON c.id = e.code
      LEFT JOIN LATERAL (SELECT o.id FROM code o
        WHERE o.lineage = c.lineage AND o.${isOpenStatus}
          AND (${at.usesMax} IS NULL OR (o.state ->> 'uses')::bigint < ${at.usesMax})
        ORDER BY o.id DESC LIMIT 1) heir ON true
      WHERE e.campaign = $1 AND e.kind = 'click' AND e.subject = ANY(${at.comers})
        AND e.at > ${at.windowStart} AND e.at <= $3 AND c.holder <> e.subject
        AND (c.lineage = ${at.lineage} OR heir.id IS NOT NULL)
      ORDER BY e.subject, e.at, e.id) t)`;

/** As of now, what is over and not yet noted left out. */
const othersOpenResult = `(SELECT count(*) FROM code o
    WHERE o.campaign = $1 AND o.holder = ${at.holder} AND o.id <> $2 AND o.${isOpenStatus}
      AND coalesce((o.state ->> 'expiresAt')::bigint > $3, true))`;

const invitationsResult = `(SELECT count(*) FROM (SELECT FROM redemption
    WHERE campaign = $1 AND inviter = ${at.holder} AND at >= ${at.dayStart} AND at <= $3 AND ${live}
    LIMIT ${at.invitationsMax}) today)`;

const checksResult = `(SELECT json_agg(check_name ORDER BY check_name) FROM (
    SELECT DISTINCT ON (check_name) check_name, result FROM verification
    WHERE campaign = $1 AND subject = ${at.holder} AND at >= ${at.dayStart} AND at <= $3
    ORDER BY check_name, at DESC, recorded_at DESC) latest WHERE result = 'passed')`;

/** Sanctions of the campaign alone, and of its programme, hold as well as those of all. */
const partiesResult = `(SELECT json_agg(json_build_object('party', p.party,
      'requestsLastHour', coalesce(w.requests, 0), 'failuresLastHour', coalesce(w.failures, 0),
      'frozenUntil', s.until_at, 'isBanned', coalesce(s.banned, false), 'timesFrozen', coalesce(s.standing, 0), 'earnedBy', s.earned_by, 'sanctions', coalesce(s.number, 0)))
    FROM unnest(${at.parties}) AS p (party)
    CROSS JOIN ${scopeSql} scope CROSS JOIN ${programmeSql} its
    LEFT JOIN LATERAL (SELECT sum(requests) AS requests, sum(failures) AS failures FROM party_window
      WHERE scope = scope.id AND party = p.party
        AND minute > $3 / 60000 - 60 AND minute <= $3 / 60000) w ON true
    LEFT JOIN LATERAL (${sanctionsOf('scope.id, its.programme, $1', 'p.party')}) s ON true)`;

const clicksResult = `(SELECT json_agg(json_build_object('subject', c.subject, 'at', c.at)) FROM (
    SELECT e.subject, max(e.at) AS at FROM event e JOIN code o ON o.id = e.code
    WHERE e.campaign = $1 AND e.kind = 'click' AND e.subject = ANY(${at.comers})
      AND o.lineage = ${at.lineage} AND e.at > $3 - 86400000 AND e.at <= $3
    GROUP BY e.subject) c)`;

const boundResult = `(SELECT result = 'passed' FROM verification
    WHERE campaign = $1 AND subject = ${at.holder} AND check_name = '${bindingCheck}' AND at <= $3
    ORDER BY at DESC, recorded_at DESC LIMIT 1)`;
