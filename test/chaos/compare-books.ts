import type { CampaignId, CodeId, RewardId } from '../../domain/ids.ts';
import { query } from '../../store/query.ts';
import { auditOf, findingsOf } from '../support/audit.ts';
import type { CrashStack } from '../support/killable-stack.ts';
import type { Acknowledged } from '../support/load.ts';
import type { Crowd } from './crowd.ts';

/** What comparing everything at the end has come to. */
export interface Comparison {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** All else that does not agree. */
  readonly wrong: readonly string[];
  readonly money: Money;
  readonly payouts: number;
}

/** In the least units of the campaign's asset, by what callers were told. */
export interface Money {
  readonly budget: number;
  readonly granted: number;
  readonly takenBack: number;
  /** How many rewards were refused because the budget was used up. */
  readonly refused: number;
}

type Looked = Pick<CrashStack, 'owner' | 'sandbox'>;

/** Holds all that callers were told against rows, ledger and the provider's own book. */
export async function compareBooks(
  stack: Looked,
  campaign: CampaignId,
  { acknowledged, issued }: Pick<Crowd, 'acknowledged' | 'issued'>,
): Promise<Comparison> {
  const audit = await auditOf(stack, campaign, acknowledged);
  const refused = audit.refused.filter((name) => !isInFlight(name));
  const { lost, doubled, unpaid, overpaid } = audit;
  const rest = { ...audit, refused, lost: [], doubled: [], unpaid: [], overpaid: [] };
  const money = await moneyOf(stack, campaign, acknowledged);
  const codes = await compareCodes(
    stack,
    campaign,
    issued.map(({ code }) => code),
  );
  return {
    lost: [...lost, ...unpaid, ...codes.lost],
    doubled: [...doubled, ...overpaid, ...codes.doubled],
    wrong: [...findingsOf(rest), ...(await unexact(stack, campaign, money))],
    money,
    payouts: audit.payouts,
  };
}

/** Nobody can take back what is on its way to the provider at that moment. */
function isInFlight(refusal: string): boolean {
  return refusal.startsWith('reverse-') && refusal.endsWith(': REWARD_IN_FLIGHT');
}

async function moneyOf(
  { owner }: Looked,
  campaign: CampaignId,
  acknowledged: readonly Acknowledged[],
): Promise<Money> {
  const [funded] = await query<{ minor: number }>(
    owner,
    `SELECT sum(minor)::bigint AS minor FROM entry WHERE campaign = $1 AND kind = 'fund'`,
    [campaign],
  );
  const results = acknowledged.flatMap(({ outcome }) =>
    outcome.ok ? (outcome.rewards ?? []) : [],
  );
  const minors = new Map(
    results.flatMap((result) => (result.granted ? [[result.id, result.minor]] : [])),
  );
  const back = acknowledged.filter(({ kind, outcome }) => kind === 'reverse' && outcome.ok);
  return {
    budget: funded?.minor ?? 0,
    granted: [...minors.values()].reduce((sum, minor) => sum + minor, 0),
    takenBack: back.reduce((sum, { opId }) => sum + (minors.get(rewardOf(opId)) ?? 0), 0),
    refused: results.filter((result) => !result.granted && result.reason === 'BUDGET_EXHAUSTED')
      .length,
  };
}

function rewardOf(opId: string): RewardId {
  return opId.slice('reverse-'.length) as RewardId;
}

/** What of budget, counter and persons is not exactly what follows from the answers. */
async function unexact(
  { owner }: Looked,
  campaign: CampaignId,
  { budget, granted, takenBack }: Money,
): Promise<readonly string[]> {
  const out = granted - takenBack;
  const rows = await query<{ what: string; minor: number }>(
    owner,
    `SELECT 'budget' AS what, coalesce(sum(minor), 0)::int AS minor FROM account_balance
       WHERE account = 'campaign:' || $1 || ':budget'
     UNION ALL
     SELECT 'held', coalesce(sum(minor), 0)::int FROM account_balance
       WHERE account = 'campaign:' || $1 || ':held'
     UNION ALL
     SELECT 'persons', coalesce(sum(minor), 0)::int FROM account_balance
       WHERE account LIKE 'person:%'
     UNION ALL
     SELECT 'counter', used::int FROM counter WHERE campaign = $1 AND key LIKE 'budget:%'`,
    [campaign],
  );
  const want = { budget: budget - out, held: 0, persons: out, counter: out };
  return rows.flatMap(({ what, minor }) => {
    const wanted = want[what as keyof typeof want];
    return minor === wanted ? [] : [`${what} has ${String(minor)}, not ${String(wanted)}`];
  });
}

async function compareCodes(
  { owner }: Looked,
  campaign: CampaignId,
  issued: readonly CodeId[],
): Promise<{ readonly lost: readonly string[]; readonly doubled: readonly string[] }> {
  const rows = await query<{ id: CodeId; holder: string }>(
    owner,
    'SELECT id, holder FROM code WHERE campaign = $1',
    [campaign],
  );
  const known = new Set(rows.map(({ id }) => id));
  const holders = new Set(rows.map(({ holder }) => holder));
  const more = rows.length - holders.size;
  return {
    lost: issued.filter((id) => !known.has(id)).map((id) => `code ${id}`),
    doubled: more === 0 ? [] : [`${String(more)} holders have more than one code`],
  };
}
