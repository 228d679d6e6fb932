import { isDeepStrictEqual } from 'node:util';

import type { Outcome } from '../../domain/code/outcome.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import type { CrashStack } from './crash-stack.ts';
import type { Acknowledged } from './load.ts';

/** What an audit of one campaign has found; each list names what is wrong, and is empty when nothing is. */
export interface Audit {
  readonly acknowledged: number;
  /** Acknowledged, and not stored under the operation. */
  readonly lost: readonly string[];
  /** Stored with another outcome than the caller was told. */
  readonly changed: readonly string[];
  /** Happened more often than it was asked for. */
  readonly doubled: readonly string[];
  /** Answered with a refusal that nothing justifies. */
  readonly refused: readonly string[];
  /** Due, and not paid by the provider exactly once; or paid, and never due. */
  readonly unpaid: readonly string[];
  readonly overpaid: readonly string[];
  /** What the ledger's own views say. */
  readonly violations: readonly string[];
  readonly redemptions: number;
  readonly payouts: number;
}

/** Holds what callers were told against what the database and the provider have. */
export async function auditOf(
  stack: Pick<CrashStack, 'owner' | 'sandbox'>,
  campaign: CampaignId,
  acknowledged: readonly Acknowledged[],
): Promise<Audit> {
  const { owner } = stack;
  const stored = new Map(
    (
      await query<{ name: string; outcome: Outcome }>(
        owner,
        `SELECT code || ' ' || op_id AS name, outcome FROM operation WHERE campaign = $1`,
        [campaign],
      )
    ).map(({ name, outcome }) => [name, outcome]),
  );
  const told = acknowledged.map(({ code, opId, outcome }) => {
    const name = `${outcome.ok ? (outcome.forwardedTo ?? code) : code} ${opId}`;
    return { name, outcome: asStored(outcome) };
  });
  const { redeemed, refused } = countAnswers(acknowledged);
  const redemptions = await count(
    stack,
    `SELECT id FROM redemption WHERE campaign = $1 AND state = 'redeemed'`,
    campaign,
  );
  const { paid, overpaid, unpaid } = await auditPayouts(stack, campaign);
  const missing = redeemed - redemptions.length;
  return {
    acknowledged: acknowledged.length,
    lost: [
      ...told.filter(({ name }) => !stored.has(name)).map(({ name }) => name),
      ...(missing > 0 ? [`${String(missing)} redemptions`] : []),
    ],
    changed: told
      .filter(({ name, outcome }) => {
        const found = stored.get(name);
        return found !== undefined && !isDeepStrictEqual(found, outcome);
      })
      .map(({ name }) => name),
    doubled: await doubledIn(stack, campaign),
    refused,
    unpaid,
    overpaid,
    violations: (await checkInvariants(owner)).map(
      ({ invariant, subject, detail }) => `${invariant}: ${subject}: ${detail}`,
    ),
    redemptions: redemptions.length,
    payouts: paid,
  };
}

/** All that an audit has found wrong, in words. */
export function findingsOf(audit: Audit): readonly string[] {
  const lists = [
    'lost',
    'changed',
    'doubled',
    'refused',
    'unpaid',
    'overpaid',
    'violations',
  ] as const;
  return lists.flatMap((list) => audit[list].map((name) => `${list}: ${name}`));
}

/** The client adds which code it was that answered, and the receipt. */
function asStored(outcome: Outcome): unknown {
  const plain = JSON.parse(JSON.stringify(outcome)) as Record<string, unknown>;
  delete plain['forwardedTo'];
  delete plain['receipt'];
  return plain;
}

function countAnswers(acknowledged: readonly Acknowledged[]): {
  readonly redeemed: number;
  readonly refused: readonly string[];
} {
  const refused = acknowledged.flatMap(({ opId, outcome }) =>
    outcome.ok ? [] : [`${opId}: ${outcome.code}`],
  );
  const redeemed = acknowledged.filter(({ kind, outcome }) => kind === 'redeem' && outcome.ok);
  return { redeemed: redeemed.length, refused };
}

/** Everything of which there may be one, and is more. */
async function doubledIn(
  { owner }: Pick<CrashStack, 'owner'>,
  campaign: CampaignId,
): Promise<readonly string[]> {
  const rows = await query<{ what: string }>(
    owner,
    `SELECT 'operation ' || op_id AS what FROM operation WHERE campaign = $1
       GROUP BY code, op_id HAVING count(*) > 1
     UNION ALL
     SELECT 'redemption of ' || invitee FROM redemption WHERE campaign = $1 AND state = 'redeemed'
       GROUP BY invitee HAVING count(*) > 1
     UNION ALL
     SELECT 'event ' || kind || ' of ' || subject FROM event
       WHERE campaign = $1 AND kind IN ('redemption', 'milestone')
       GROUP BY kind, subject, data ->> 'milestone' HAVING count(*) > 1
     UNION ALL
     SELECT 'reward of ' || redemption FROM reward WHERE campaign = $1
       GROUP BY redemption, reward, side HAVING count(*) > 1
     UNION ALL
     SELECT 'entry ' || kind || ' of ' || reward FROM entry WHERE campaign = $1
       AND kind NOT IN ('lower', 'reverse', 'owe')
       GROUP BY kind, reward HAVING count(*) > 1 AND reward IS NOT NULL
     UNION ALL
     SELECT 'shares of ' || c.id FROM code c WHERE campaign = $1 AND (state ->> 'shares')::int >
       (SELECT count(DISTINCT op_id) FROM operation o WHERE o.code = c.id AND kind = 'share')`,
    [campaign],
  );
  return rows.map(({ what }) => what);
}

/** Every reward of which something is sent, against what the provider really paid, key by key. */
async function auditPayouts(
  stack: Pick<CrashStack, 'owner' | 'sandbox'>,
  campaign: CampaignId,
): Promise<{
  readonly paid: number;
  readonly unpaid: readonly string[];
  readonly overpaid: readonly string[];
}> {
  const due = await query<{ id: string; key: string | null; state: string }>(
    stack.owner,
    `SELECT r.id, coalesce(w.key, p.key) AS key, coalesce(w.state, p.state, r.state) AS state
     FROM reward r LEFT JOIN payout p ON p.reward = r.id LEFT JOIN payout w ON w.key = p.part_of
     WHERE r.campaign = $1 AND r.state IN ('due', 'paid', 'reversed') AND r.set_off < r.minor`,
    [campaign],
  );
  const countByKey = new Map(Object.entries(await paidByKey(stack.sandbox)));
  const own = due.map(({ id, key, state }) => ({
    id,
    state,
    times: countByKey.get(key ?? '') ?? 0,
  }));
  const keys = new Set(due.map(({ key }) => key));
  const strangers = [...countByKey.keys()].filter((key) => !keys.has(key));
  const codes = await query<{ id: string }>(
    stack.owner,
    'SELECT id FROM code WHERE campaign = $1',
    [campaign],
  );
  const ours = strangers.filter((key) => codes.some(({ id }) => key.startsWith(id)));
  return {
    paid: own.filter(({ times }) => times > 0).length,
    unpaid: own
      .filter(({ times, state }) => times === 0 || !['paid', 'reconciled'].includes(state))
      .map(({ id, state }) => `${id} (${state})`),
    overpaid: [
      ...own
        .filter(({ times }) => times > 1)
        .map(({ id, times }) => `${id}, ${String(times)} times`),
      ...ours.map((key) => `${key}, not due`),
    ],
  };
}

async function paidByKey(sandbox: Sandbox): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(`${sandbox.url}/_control/payouts`);
  const { countByKey } = (await response.json()) as { countByKey: Record<string, number> };
  return countByKey;
}

function count(
  { owner }: Pick<CrashStack, 'owner'>,
  sql: string,
  campaign: CampaignId,
): Promise<readonly { id: string }[]> {
  return query<{ id: string }>(owner, sql, [campaign]);
}
