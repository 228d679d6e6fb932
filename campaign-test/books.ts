import type { CampaignId } from '../domain/ids.ts';
import { budgetAccount, heldAccount } from '../domain/ledger/accounts.ts';
import { formatMoney } from '../domain/money.ts';
import type { Lot } from '../simulate/points/lot.ts';
import { listAmounts } from './amounts.ts';
import { balancesOf } from './balances.ts';
import type { TestStage } from './stage.ts';

const person = 'person:';

/** Entries of points that somebody has. */
const ofPoints: readonly string[] = ['reserve', 'spend', 'release', 'lapse', 'cover', 'recover'];

/** Where a person's points are; what is nowhere is left out. */
type PointsOfPerson = Readonly<Partial<Record<(typeof places)[number], number>>>;
const places = ['available', 'reserved', 'spent', 'expired'] as const;

/** What a test has come to, in the words of its `then`. */
export interface Books {
  readonly paid: Readonly<Record<string, readonly string[]>>;
  readonly held: readonly string[];
  readonly budget: readonly string[];
  readonly points: Readonly<Record<string, PointsOfPerson>>;
  readonly codes: Readonly<Record<string, string>>;
  readonly messages: Readonly<Record<string, number>>;
  readonly payouts: Readonly<Record<string, number>>;
  readonly batches: Readonly<Record<string, number>>;
  readonly entries: readonly string[];
}

/** Reads a stage as it is now. */
export function readBooks(stage: TestStage, campaign: CampaignId): Books {
  const { store } = stage.simulation;
  const balances = balancesOf(store.entries);
  const amountsOf = (account: string): readonly string[] =>
    listAmounts(balances.get(account) ?? new Map());
  // What they do with points afterwards does not change what they were given.
  const given = balancesOf(store.entries.filter(({ kind }) => !ofPoints.includes(kind)));
  const paid = [...given]
    .filter(([account]) => account.startsWith(person))
    .map(([account, amounts]) => [account.slice(person.length), listAmounts(amounts)] as const)
    .filter(([, amounts]) => amounts.length > 0);
  const codes = [...store.codes.values()].map(({ id, state }) => [stage.nameOf(id), state.status]);
  return {
    paid: Object.fromEntries(paid),
    held: amountsOf(heldAccount(campaign)),
    budget: amountsOf(budgetAccount(campaign)),
    points: pointsIn(store.points.lots.all.values()),
    codes: Object.fromEntries(codes) as Books['codes'],
    messages: countBy(store.messages.map(({ template }) => template)),
    payouts: countBy([...store.payouts.values()].map(({ state }) => state)),
    batches: countBy(stage.simulation.batches.states),
    entries: store.entries
      .filter(({ kind }) => kind !== 'fund')
      .map(({ kind, source, destination, asset, minor }) => {
        const way = `${shortName(source)} -> ${shortName(destination)}`;
        return `${kind} ${way} ${formatMoney(minor, asset)}`;
      }),
  };
}

function pointsIn(lots: Iterable<Lot>): Books['points'] {
  const points: Record<string, Partial<Record<(typeof places)[number], number>>> = {};
  for (const lot of lots) {
    const sums = (points[lot.person] ??= {});
    for (const place of places) {
      if (lot[place] > 0) sums[place] = (sums[place] ?? 0) + lot[place];
    }
  }
  return points;
}

/** `campaign:registration:held` is `held`, `person:ann` is `ann`, and what she owes `debt:ann`. */
function shortName(account: string): string {
  const debt = /^campaign:[^:]+:(debt:.+)$/.exec(account)?.[1];
  if (debt !== undefined) return debt;
  return account.slice(account.lastIndexOf(':') + 1);
}

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
