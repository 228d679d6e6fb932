import { assert } from '../../domain/assert.ts';
import { nextDeadline } from '../../domain/code/deadline.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { isClosed, type RedemptionRow } from '../../domain/commit/rows.ts';
import {
  columnOf,
  decisionTable,
  entryTable,
  eventTable,
  insertFromJson,
  messageTable,
  operationTable,
  overhangTable,
  payoutTable,
  redemptionTable,
  relationAlarmTable,
  relationTable,
  reviewTable,
  rewardTable,
  shadowTable,
  tieTable,
  verificationTable,
  wordingTable,
  type Table,
} from '../columns.ts';
import { longerStands, programmeSql, scopeSql } from '../parties/sanctions-of.ts';
import { payoutStateSql } from '../payouts/queue-payouts.ts';
import type { Writes } from '../../domain/commit/writes.ts';
import type { Applied } from './apply-writes.ts';
import { brokenPayouts, loweredPayouts } from './lower-payouts.ts';

/** One table's share of a commit: rows as JSON, and the SQL that stores all of them at once. */
export interface Part {
  readonly name: string;
  readonly rows: readonly object[];
  /** With the parameter that holds the rows. Must answer one row for each that it stored. */
  readonly sql: (rows: string) => string;
  /** Whether some of its rows may concern nothing that is stored. */
  readonly mayMiss?: true;
}

/** $1 campaign, $2 code, $3 its tracking id. */
const ofCode = { campaign: '$1', code: '$2' };
const ofCampaign = { campaign: '$1' };

/** Everything that a commit writes besides the code's own row and values. */
export function partsOf(applied: Applied): readonly Part[] {
  const { writes } = applied.decided;
  const rewards = [...writes.rewards.values()];
  const parts: Part[] = [
    inserted(operationTable, [...writes.operations.values()], ofCode),
    inserted(decisionTable, writes.decisions, ofCode),
    inserted(shadowTable, writes.shadows, ofCode),
    inserted(wordingTable, writes.wordings, ofCode),
    inserted(eventTable, writes.events, { ...ofCode, tracking_id: '$3' }),
    upserted(redemptionTable, liveLast([...writes.redemptions.values()]), ['campaign', 'id']),
    upserted(reviewTable, [...writes.reviews.values()], ['campaign', 'id']),
    upserted(rewardTable, rewards, ['id']),
    inserted(payoutTable, payoutsOf(applied), {
      ...ofCampaign,
      state: payoutStateSql('r.asset', '$1'),
    }),
    loweredPayouts(writes.payoutsLowered),
    brokenPayouts(writes.payoutsLowered),
    inserted(entryTable, writes.entries, ofCampaign),
    inserted(
      messageTable,
      writes.messages.map(({ to, ...message }) => ({ ...message, recipient: to })),
      ofCode,
    ),
    inserted(
      verificationTable,
      writes.verifications.map(({ check, ...rest }) => ({ ...rest, checkName: check })),
      ofCode,
    ),
    sanctionsOf(applied),
    tiesOf(applied),
    proofsOf(applied),
    inserted(relationTable, writes.relations, ofCampaign),
    raisedOnce(writes.relationAlarms),
    leftOnce(writes.overhangs),
    settledOverhangs(writes.overhangsSettled),
  ];
  return parts.filter(({ rows }) => rows.length > 0);
}

function inserted(
  table: Table,
  rows: readonly object[],
  shared: Readonly<Record<string, string>>,
): Part {
  const sql = (parameter: string): string =>
    `${insertFromJson(table, parameter, shared)} RETURNING 1`;
  return { name: table.name, rows, sql };
}

/** A version that traces other levels may have raised it before. */
function raisedOnce(alarms: Writes['relationAlarms']): Part {
  const sql = (parameter: string): string =>
    `${insertFromJson(relationAlarmTable, parameter, ofCampaign)} ON CONFLICT DO NOTHING RETURNING 1`;
  return { name: relationAlarmTable.name, rows: alarms, sql, mayMiss: true };
}

/** One that the code has not settled yet is there still. In one order, as all that several commits may write. */
function leftOnce(overhangs: Writes['overhangs']): Part {
  const sql = (parameter: string): string =>
    `${insertFromJson(overhangTable, parameter, ofCampaign)} ON CONFLICT DO NOTHING RETURNING 1`;
  const rows = [...overhangs].sort((a, b) => (a.code < b.code ? -1 : 1));
  return { name: overhangTable.name, rows, sql, mayMiss: true };
}

function settledOverhangs(keys: Writes['overhangsSettled']): Part {
  const sql = (parameter: string): string =>
    `DELETE FROM overhang o USING json_to_recordset(${parameter}::json) AS r (key text)
     WHERE o.campaign = $1 AND o.code = $2 AND o.key = r.key RETURNING 1`;
  const rows = [...new Set(keys)].map((key) => ({ key }));
  return { name: 'overhang_settled', rows, sql, mayMiss: true };
}

function upserted(table: Table, rows: readonly object[], key: readonly string[]): Part {
  const changes = Object.keys(table.columns)
    .map(columnOf)
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = EXCLUDED.${column}`);
  const sql = (parameter: string): string =>
    `${insertFromJson(table, parameter, ofCampaign)}
     ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${changes.join(', ')} RETURNING 1`;
  return { name: table.name, rows, sql };
}

/**
 * Closed redemptions first, so that a person's place is free before it is taken again in the same
 * batch; the others by invitee, so that two commits wait for each other in one order.
 */
function liveLast(rows: readonly RedemptionRow[]): readonly RedemptionRow[] {
  const rank = ({ state }: RedemptionRow): number => (isClosed(state) ? 0 : 1);
  return [...rows].sort((a, b) => rank(a) - rank(b) || (a.invitee < b.invitee ? -1 : 1));
}

/** A reward's id is its payout's key: fixed here for ever, whatever a provider makes of it. */
function payoutsOf({ decided }: Applied): readonly object[] {
  return decided.writes.payouts.map((id) => {
    const reward = decided.writes.rewards.get(id);
    assert(reward !== undefined, 'a payout is of a reward that was written');
    const { dueAt, minor, setOff, beneficiary, asset } = reward;
    const what = { dueAt, minor: minor - setOff, beneficiary, asset };
    return { reward: id, key: id, provider: cashProvider, ...what };
  });
}

/** Two commits of different codes may give the same sanction; the longer one stands. In one order, as ties. */
function sanctionsOf({ decided }: Applied): Part {
  const { sanctions } = decided.writes;
  const rows = [...sanctions].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, given]) => given);
  const sql = (parameter: string): string =>
    `INSERT INTO sanction (scope, party, number, until_at, rules, at, campaign, suspends, voids, policy, facts)
     SELECT CASE r.scope WHEN 'campaign' THEN $1 WHEN 'programme' THEN coalesce(${programmeSql}, $1) ELSE ${scopeSql} END, r.party, r.number, r.until, r.rules, r.at, $1, r.suspends, r.voids, r.policy, r.facts
     FROM json_to_recordset(${parameter}::json) AS r
       (scope text, party text, number integer, until bigint, rules text[], at bigint, suspends boolean, voids boolean, policy text, facts jsonb)
     ${longerStands} RETURNING 1`;
  return { name: 'sanction', rows, sql };
}

/** In one order, so that two commits wait for each other in one order. */
function tiesOf({ decided }: Applied): Part {
  const byKey = new Map(decided.writes.ties.map((tie) => [`${tie.identity} ${tie.subject}`, tie]));
  const rows = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tie]) => tie);
  const sql = (parameter: string): string =>
    `${insertFromJson(tieTable, parameter, { scope: scopeSql })}
     ON CONFLICT (scope, identity, subject) DO UPDATE SET seen_at = EXCLUDED.seen_at RETURNING 1`;
  return { name: tieTable.name, rows, sql };
}

/** They are locked already; the condition is the net under whoever decided. */
function proofsOf({ decided }: Applied): Part {
  const sql = (parameter: string): string =>
    `UPDATE proof p SET used_by = r."opId", used_code = $2
     FROM json_to_recordset(${parameter}::json) AS r (id text, "opId" text)
     WHERE p.id = r.id AND p.used_by IS NULL RETURNING 1`;
  return { name: 'proof', rows: decided.writes.proofs, sql };
}

/** The code's own row. Its revision is checked, although its lock says that nobody changed it. */
export function codePart({ code, terms, decided, committedBy }: Applied): Part {
  const { state, successor } = decided.writes;
  const row = {
    revision: code.revision,
    state,
    status: state.status,
    deadlineAt: nextDeadline(terms, state)?.at ?? null,
    successor: successor?.id ?? code.successor,
    committedBy,
  };
  const sql = (parameter: string): string =>
    `UPDATE code c SET revision = c.revision + 1, state = r.state, status = r.status,
       deadline_at = r."deadlineAt", successor = r.successor, committed_at = now(),
       committed_by = r."committedBy"
     FROM json_to_recordset(${parameter}::json) AS r (revision integer, state jsonb, status text,
       "deadlineAt" bigint, successor uuid, "committedBy" text)
     WHERE c.id = $2 AND c.campaign = $1 AND c.tracking_id = $3 AND c.revision = r.revision
     RETURNING 1`;
  return { name: 'code', rows: [row], sql };
}

/** Counters are locked already; the conditions are the net under whoever decided. */
export function countersPart(
  changes: readonly { readonly key: string; readonly delta: number; readonly max: number | null }[],
): Part {
  const sql = (parameter: string): string =>
    `UPDATE counter c SET used = c.used + r.delta
     FROM json_to_recordset(${parameter}::json) AS r (key text, delta bigint, max bigint)
     WHERE c.campaign = $1 AND c.key = r.key AND c.used + r.delta >= 0
       AND (r.delta <= 0 OR c.used + r.delta <= least(c.max, r.max) OR least(c.max, r.max) IS NULL)
     RETURNING 1`;
  return { name: 'counter', rows: changes, sql };
}
