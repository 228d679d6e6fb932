import type { Path } from '../compile/diagnostic.ts';
import type {
  CapTerms,
  LimitEvery,
  LimitTerms,
  PercentSchedule,
  RewardTerms,
  Scope,
  SharedLimitTerms,
  Terms,
} from '../domain/campaign/terms.ts';
import { inviteesOf } from '../domain/campaign/worst-case.ts';
import { limitsShared } from '../domain/commit/counters.ts';
import { amountFor, largestAmount } from '../domain/reward/amount.ts';
import { say, type Said } from '../lang/say.ts';
import { generationsOf, money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { leastPurchase } from './purchase-shares.ts';
import { smallestSplit, splitOf, type Split } from './smallest-split.ts';

export const falseNameFindings = {
  CAP_ESCAPED: {
    severity: 'info',
    title: 'an inviter earns more than a cap or limit on cash lets them, with a second account',
    why: 'A cap or limit on a code, a line of codes or a person holds for one account; the second account has a day of its own as well. No bound of that kind is proof against somebody who has two; what holds is what a second account costs: a verified name, a phone of its own, a face. The message has the smallest number of invitees at which a second account pays; where the codes of one inviter never take so many, the bound is not reached, and nothing is said. Where a bound is of both sides together, invitees use it up as well. Only cash is looked at: what two accounts have of it is one sum in the end, while points and things stay with the account that earned them.',
    example: 'rewards:\n  - { template: cash, amount: "1.00", caps: { perPerson: "5.00" } }',
    remedy:
      'Let the risk policy or the milestones ask for something that nobody has twice, and silence it with what that is.',
  },
  PURCHASE_PAYS_ITSELF: {
    severity: 'warning',
    title: 'a purchase brings back as much as it costs',
    why: 'Whoever is inviter and invitee at once, with two accounts, gets all percentages of their own purchase, and the floor of each. Where they add up to the price, buying costs nothing, and where they are more, it earns. The message has the smallest purchase that does.',
    example:
      'rewards:\n  - { template: cash, to: both, percent: { of: first-purchase, rate: "50", floor: "1.00", ceiling: "20.00" } }',
    remedy:
      'Lower the percentages or the floor, or wait for a purchase of a least amount: `{ milestone: first-purchase, atLeast: "50.00" }`.',
  },
} as const satisfies FindingTexts;

type TellFalseNames = Tell<typeof falseNameFindings>;

/** What somebody gains who is several people. */
export function checkFalseNames(terms: Terms, tell: TellFalseNames): void {
  for (const [index, reward] of terms.rewards.entries()) tellCap(terms, reward, index, tell);
  for (const [index, limit] of (terms.limits ?? []).entries()) {
    tellShared(terms, limit, ['spec', 'limits', index], tell);
  }
  tellPurchase(terms, tell);
}

/** One reward for which a second account is worth while is enough to tell of a limit. */
function tellShared(terms: Terms, limit: SharedLimitTerms, path: Path, tell: TellFalseNames): void {
  const shared = terms.rewards.filter(
    (reward) => isEscapable(reward) && limitsShared(terms, reward).includes(limit),
  );
  for (const reward of shared) {
    const limited = splitUnderLimit(terms, reward, limit);
    if (limited === undefined) continue;
    const message = sayUnder(under[limited.every ?? 'campaign'], limited.split, reward);
    tellEscaped(tell, path, message);
    return;
  }
}

/** Rewards whose amounts pay for a second account by themselves are SPLITTING_PAYS, whatever the bound. */
function isEscapable({ kind, to, schedule }: RewardTerms): boolean {
  return kind === 'cash' && to.includes('inviter') && smallestSplit(schedule) === undefined;
}

function tellCap(terms: Terms, reward: RewardTerms, index: number, tell: TellFalseNames): void {
  if (!isEscapable(reward)) return;
  const path = ['spec', 'rewards', index];
  const [split] = reward.caps
    .filter(({ scope }) => scope !== 'campaign')
    .flatMap((cap) => splitUnder(reward, cap, mostInvitees(terms, reward, cap.scope)) ?? []);
  if (split !== undefined) {
    tellEscaped(tell, [...path, 'caps'], sayUnder(say`under this cap`, split, reward));
  }
  const [limited] = (reward.limits ?? []).flatMap(
    (limit) => splitUnderLimit(terms, reward, limit) ?? [],
  );
  if (limited === undefined) return;
  const { every, split: apart } = limited;
  tellEscaped(tell, [...path, 'limits'], sayUnder(under[every ?? 'campaign'], apart, reward));
}

function tellEscaped(tell: TellFalseNames, path: Path, message: Said): void {
  const suggestion = say`something that a second account costs, as the reason to silence this`;
  tell({ id: 'CAP_ESCAPED', path, at: 'key', message, suggestion });
}

const under: Readonly<Record<LimitEvery | 'campaign', Said>> = {
  hour: say`under this limit, in one hour`,
  day: say`under this limit, in one day`,
  week: say`under this limit, in one week`,
  month: say`under this limit, in one month`,
  campaign: say`under this limit`,
};

function sayUnder(bound: Said, { parts, together, apart }: Split, reward: RewardTerms): Said {
  const [more, less] = parts;
  return say`${bound} ${more + less} invitees bring one inviter up to ${money(together, reward)}; as two with ${more} and ${less} they bring ${money(apart, reward)}`;
}

/** A limit is of both sides together, except where each person has one. */
function splitUnderLimit(
  terms: Terms,
  reward: RewardTerms,
  { of, every, unit, max }: LimitTerms,
): { readonly every: LimitEvery | null; readonly split: Split } | undefined {
  if (of.kind !== 'scope' || of.scope === 'campaign') return undefined;
  const { scope } = of;
  const sides = scope === 'person' ? 'each' : 'both';
  const most = mostInvitees(terms, reward, scope);
  const split = splitUnder(reward, { scope, unit, max, sides }, most);
  return split === undefined ? undefined : { every, split };
}

/** How many invitees one inviter can have under a bound of that scope: their codes take no more. */
function mostInvitees(terms: Terms, { level }: RewardTerms, scope: Scope): number {
  // Further up, invitees are those of codes of others.
  if (level !== undefined) return Infinity;
  const { usesMax } = terms.redemption;
  if (scope === 'lineage') return (usesMax ?? Infinity) * generationsOf(terms);
  return inviteesOf(terms, scope) ?? Infinity;
}

/**
 * The smallest number of invitees at which two accounts bring more than the bound lets one have, who can have `most`. Where a bound is of
 * both sides together, invitees use it up as well, and what is left of it is the inviter's.
 */
export function splitUnder(
  { schedule, to }: Pick<RewardTerms, 'schedule' | 'to'>,
  { scope, unit, max, sides }: CapTerms,
  most = Infinity,
): Split | undefined {
  // A ladder by purchases has no n, and unless it is of the campaign it can be split as it is.
  if (schedule.kind === 'purchase-ladder') return undefined;
  const isKnown = !['percent', 'random', 'purchase-bands'].includes(schedule.kind);
  // Persons are counted each for themselves.
  const counted = to.filter(
    (side) => side === 'inviter' || (sides === 'both' && scope !== 'person'),
  );
  let used = 0;
  return splitOf((sum, n) => {
    const minor = isKnown ? (amountFor(schedule, n) ?? 0) : largestAmount(schedule);
    const taken = unit === 'amount' ? minor : 1;
    const granted = counted.filter(() => {
      const fits = minor > 0 && used + taken <= max;
      if (fits) used += taken;
      return fits;
    });
    return granted.includes('inviter') ? sum + minor : sum;
  }, most);
}

type Percent = RewardTerms & { readonly schedule: PercentSchedule };

function tellPurchase({ rewards }: Terms, tell: TellFalseNames): void {
  const percents = rewards.filter(
    (one): one is Percent => one.kind === 'cash' && one.schedule.kind === 'percent',
  );
  const milestones = new Set(percents.map(({ schedule }) => schedule.milestone));
  for (const milestone of milestones) {
    const own = percents.filter(({ schedule }) => schedule.milestone === milestone);
    const [first] = own;
    const purchase = smallestFree(own);
    if (first === undefined || purchase === undefined) continue;
    const back = broughtBack(own, purchase);
    tell({
      id: 'PURCHASE_PAYS_ITSELF',
      path: ['spec', 'rewards', rewards.indexOf(first), 'percent'],
      at: 'key',
      message: say`a purchase of ${money(purchase, first)} brings back ${money(back, first)} to whoever is inviter and invitee at once`,
      suggestion: say`less than all of it, or a least amount for the purchase`,
    });
  }
}

/** As far as every purchase is tried; a percentage of two decimals is a whole amount by then. */
const purchasesTried = 10_000;

/** The smallest purchase, in minor units, that brings back its price. */
export function smallestFree(rewards: readonly Percent[]): number | undefined {
  const small = Array.from({ length: purchasesTried }, (_, index) => index + 1);
  const bends = rewards.flatMap((reward) => [
    leastPurchase(reward.when, reward.schedule),
    reward.schedule.floor,
  ]);
  const larger = bends.filter((minor) => minor > purchasesTried).sort((a, b) => a - b);
  return [...small, ...larger].find((minor) => broughtBack(rewards, minor) >= minor);
}

function broughtBack(rewards: readonly Percent[], minor: number): number {
  return rewards
    .filter((reward) => minor >= leastPurchase(reward.when, reward.schedule))
    .reduce((sum, one) => sum + one.to.length * (amountFor(one.schedule, 1, minor) ?? 0), 0);
}
