import { formatMoney, type Asset } from '../money.ts';
import { amountFor, largestAmount } from '../reward/amount.ts';
import type { CapTerms, PeriodTerms, RewardTerms, Scope, Side, Terms } from './terms.ts';

/** The most that a campaign can spend of one asset. `null` is without bound. */
export interface WorstCase {
  readonly asset: Asset;
  /** Of which variant's terms it is; left out of the campaign's own. */
  readonly variant?: string;
  /** What its rewards promise when everything that may happen does, the budget left aside. */
  readonly promised: number | null;
  readonly budget: number;
  /** The smaller of the two: more than the budget is never spent. */
  readonly minor: number;
  readonly rewards: readonly RewardWorstCase[];
}

/** The most that one reward can promise, and how that was reckoned. */
export interface RewardWorstCase {
  readonly reward: string;
  readonly minor: number | null;
  /** `5.00 CNY a lineage x 100000 codes open x 30 lifetimes`; says what is missing where unbounded. */
  readonly arithmetic: string;
}

/** A number with the words that say where it comes from. */
interface Count {
  readonly count: number | null;
  readonly words: string;
}

interface Bound {
  readonly minor: number | null;
  readonly words: string;
}

/** Beyond it sums are no longer exact, so it is called unbounded. */
const largest = Number.MAX_SAFE_INTEGER;
/** How many invitees of one ladder are reckoned one by one. */
const invitesReckoned = 100_000;

/**
 * The worst case of every asset in the budget: every code that may be open is, each is replaced as
 * soon as its lifetime is over, each is used as often as it may be, and every use earns the most.
 * A code withdrawn by hand makes room for one more, which is not foreseen here.
 */
export function worstCase(terms: Terms): readonly WorstCase[] {
  return terms.budget.map(({ asset, minor: budget }) => {
    const rewards = terms.rewards
      .filter((reward) => reward.asset === asset)
      .map((reward) => ({ reward: reward.id, ...worstOf(terms, reward) }));
    const promised = sum(rewards.map(({ minor }) => minor));
    const minor = promised === null ? budget : Math.min(promised, budget);
    return {
      asset,
      ...(terms.variant === undefined ? {} : { variant: terms.variant }),
      promised,
      budget,
      minor,
      rewards: rewards.map(({ reward, minor: most, words }) => ({
        reward,
        minor: most,
        arithmetic: words,
      })),
    };
  });
}

/** The worst case of each asset when everybody has the dearest of several terms. */
export function dearestCase(own: Terms, others: readonly Terms[]): readonly WorstCase[] {
  const cases = others.flatMap(worstCase);
  return worstCase(own).map((first) =>
    cases.filter(({ asset }) => asset === first.asset).reduce(dearer, first),
  );
}

function dearer(one: WorstCase, other: WorstCase): WorstCase {
  return isLess(one.promised, other.promised) ? other : one;
}

/** The smallest of what the schedule and each cap allow. */
function worstOf(terms: Terms, reward: RewardTerms): Bound {
  const bounds = [
    bySchedule(terms, reward),
    ...reward.caps.map((cap) => byCap(terms, reward, cap)),
  ];
  return bounds.reduce((least, bound) => (isLess(bound.minor, least.minor) ? bound : least));
}

function bySchedule(terms: Terms, reward: RewardTerms): Bound {
  const { schedule } = reward;
  const sides = reward.to.length;
  if (schedule.kind === 'each') {
    const uses = usesOf(terms);
    return times(reward, schedule.minor, { each: 'use', of: [uses], sides });
  }
  const invitees = inviteesOf(terms, schedule.over);
  const minor = ladderTotal(reward, invitees.count);
  const each = `${scopeWords[schedule.over]} (${invitees.words})`;
  const of = subjectsOf(terms, schedule.over, 'inviter');
  return times(reward, minor, { each, of, sides });
}

/** All that the first so many invitees of one ladder earn; null when that has no end. */
function ladderTotal({ schedule }: RewardTerms, invitees: number | null): number | null {
  if (schedule.kind === 'ladder') {
    const reached = schedule.steps.filter((step) => invitees === null || step.invitees <= invitees);
    return reached.reduce((total, { minor }) => total + minor, 0);
  }
  if (invitees === null) return null;
  let total = 0;
  for (let n = 1; n <= Math.min(invitees, invitesReckoned); n += 1) {
    total += amountFor(schedule, n) ?? 0;
  }
  if (invitees <= invitesReckoned) return total;
  return total + (invitees - invitesReckoned) * largestAmount(schedule);
}

function byCap(terms: Terms, reward: RewardTerms, cap: CapTerms): Bound {
  const most = cap.unit === 'amount' ? cap.max : cap.max * largestAmount(reward.schedule);
  const each = `${scopeWords[cap.scope]}${cap.unit === 'count' ? ` (${cap.max} rewards at most)` : ''}`;
  const apart = cap.sides === 'each' && reward.to.length > 1;
  const side = reward.to.includes('invitee') ? 'invitee' : 'inviter';
  const of = subjectsOf(terms, cap.scope, side);
  return times(reward, most, { each, of, sides: apart ? 2 : 1 });
}

const scopeWords: Readonly<Record<Scope, string>> = {
  code: 'code',
  lineage: 'lineage',
  person: 'person',
  campaign: 'campaign',
};

/** Over how many codes, lineages or persons something may be earned anew. */
function subjectsOf(terms: Terms, scope: Scope, side: Side): readonly Count[] {
  if (scope === 'campaign') return [];
  // An invitee redeems once in a campaign, so there are as many of them as uses.
  return scope === 'person' && side === 'invitee' ? [usesOf(terms)] : codesOf(terms);
}

/** Invitees that may be counted over one code, lineage, person or campaign. */
function inviteesOf(terms: Terms, scope: Scope): Count {
  const { usesMax } = terms.redemption;
  if (usesMax === null) return { count: null, words: 'any number of invitees' };
  if (scope === 'code') return { count: usesMax, words: `${usesMax} invitees` };
  const codes = scope === 'campaign' ? product(codesOf(terms)) : codesOfOne(terms);
  const count = multiply(usesMax, codes);
  return { count, words: count === null ? 'any number of invitees' : `${count} invitees` };
}

/** Codes of one lineage or person: those open at once, each replaced when its lifetime is over. */
function codesOfOne(terms: Terms): number | null {
  return multiply(terms.code.perPerson, lifetimesOf(terms).count);
}

function usesOf(terms: Terms): Count {
  const { usesMax } = terms.redemption;
  const codes = codesOf(terms);
  if (usesMax === null) return { count: null, words: 'any number of uses' };
  const words = [`${usesMax} uses`, ...codes.map((count) => count.words)].join(' x ');
  return { count: multiply(usesMax, product(codes)), words };
}

function codesOf(terms: Terms): readonly Count[] {
  const { liveCodesMax } = terms.code;
  const open = { count: liveCodesMax, words: `${liveCodesMax} codes open` };
  const lifetimes = lifetimesOf(terms);
  return lifetimes.count === 1 ? [open] : [open, lifetimes];
}

/** How many codes may follow each other in one place before the campaign is over. */
function lifetimesOf({ period, validity }: Terms): Count {
  if (validity.lifetime.kind !== 'for') return { count: 1, words: '1 lifetime' };
  const lasts = lengthOf(period);
  if (lasts === null) return { count: null, words: 'lifetimes without end' };
  const count = Math.max(1, Math.ceil(lasts / validity.lifetime.ms));
  return { count, words: `${count} lifetimes` };
}

/** Null for a period without an end; one that ends at a date is reckoned from its start, if known. */
function lengthOf({ starts, ends }: PeriodTerms): number | null {
  if (ends.kind === 'after') return ends.ms;
  return ends.kind === 'at' && starts.kind === 'at' ? ends.at - starts.at : null;
}

function times(
  { asset }: RewardTerms,
  minor: number | null,
  by: { readonly each: string; readonly of: readonly Count[]; readonly sides: number },
): Bound {
  const amount = minor === null ? 'without bound' : formatMoney(minor, asset);
  const factors = by.of.map(({ words }) => words);
  const words = [`${amount} a ${by.each}`, ...factors, ...(by.sides > 1 ? ['2 sides'] : [])];
  const all = minor === null ? null : multiply(minor * by.sides, product(by.of));
  return { minor: all, words: words.join(' x ') };
}

function product(counts: readonly Count[]): number | null {
  return counts.reduce<number | null>((all, { count }) => multiply(all, count), 1);
}

function multiply(one: number | null, other: number | null): number | null {
  if (one === 0 || other === 0) return 0;
  const all = one === null || other === null ? null : one * other;
  return all === null || all > largest ? null : all;
}

function sum(parts: readonly (number | null)[]): number | null {
  const total = parts.reduce<number | null>(
    (all, part) => (all === null || part === null ? null : all + part),
    0,
  );
  return total === null || total > largest ? null : total;
}

function isLess(one: number | null, other: number | null): boolean {
  return one !== null && (other === null || one < other);
}
