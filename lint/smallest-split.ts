import type { PurchaseLadder, Schedule } from '../domain/campaign/terms.ts';
import { amountFor, mostByInvitee, stepsBetween } from '../domain/reward/amount.ts';

type Bands = Extract<Schedule, { readonly kind: 'bands' }>;

/** The fewest invitees of one inviter that earn something, and the most that the last of them earns. */
export function firstEarned(schedule: Schedule): { invitees: number; minor: number } {
  for (const invitees of [1, ...beginnings(schedule)]) {
    const minor = amountFor(schedule, invitees) ?? 0;
    if (minor > 0) return { invitees, minor };
  }
  const beyond = schedule.kind === 'decay' ? schedule.every : 1;
  return { invitees: beyond, minor: mostByInvitee(schedule) };
}

/** At how many invitees something new begins. */
function beginnings(schedule: Schedule): readonly number[] {
  switch (schedule.kind) {
    case 'ladder':
      return schedule.steps.map(({ invitees }) => invitees);
    case 'bands':
      return schedule.bands.map(({ invitees }) => invitees);
    case 'decay':
      return [schedule.every];
    default:
      return [];
  }
}

/** Invitees, or purchases in minor units, in two parts that bring more than together, in minor units. */
export interface Split {
  readonly parts: readonly [number, number];
  readonly together: number;
  readonly apart: number;
}

/**
 * The smallest number of invitees, or sum of purchases, that brings more in two parts; undefined when the sums of the
 * schedule are superadditive, and no number of parts brings more.
 */
export function smallestSplit(schedule: Schedule): Split | undefined {
  if (!('over' in schedule) || schedule.over === 'campaign') return undefined;
  switch (schedule.kind) {
    case 'ladder':
      return splitOfSteps(beginnings(schedule), (n) =>
        sumOf(schedule.steps.filter(({ invitees }) => invitees <= n)),
      );
    case 'purchase-ladder': {
      const steps = schedule.steps.map(({ purchases }) => purchases);
      return splitOfSteps(steps, (sum) => climbedTo(schedule, sum));
    }
    case 'decay': {
      // Amounts never rise, so that two that bring the first one each are the smallest, if any are.
      const [first = 0, second = 0] = [1, 2].map(
        (times) => amountFor(schedule, times * schedule.every) ?? 0,
      );
      return splitOfSteps([schedule.every], (n) => (n === schedule.every ? first : first + second));
    }
    case 'bands':
      return splitOfBands(schedule);
  }
}

/**
 * The smallest sum that brings more in two parts; `brings` is what a sum brings. It grows at steps alone, so that parts
 * which are steps tell of all.
 */
function splitOfSteps(
  steps: readonly number[],
  brings: (sum: number) => number,
): Split | undefined {
  const splits = steps.flatMap((more) =>
    steps.filter((less) => less <= more).map((less) => splitAt(brings, [more, less])),
  );
  return smallest(splits);
}

/**
 * The same of bands. What n invitees bring is straight between the ends of bands, so that for each n the best of two
 * parts is one invitee or as many as end where a band begins; and along each such part, what is gained is
 * straight between such ends too.
 */
function splitOfBands({ bands }: Bands): Split | undefined {
  const brings = (n: number): number =>
    bands.reduce((sum, { invitees, minor }, index) => {
      const end = bands[index + 1]?.invitees ?? Infinity;
      return sum + minor * Math.max(0, Math.min(n + 1, end) - invitees);
    }, 0);
  const ends = bands.map(({ invitees }) => invitees - 1).filter((end) => end > 0);
  const splits = [1, ...ends].map((part) => {
    const turns = [part + 1, ...ends, ...ends.map((end) => end + part)]
      .filter((turn) => turn > part)
      .sort((a, b) => a - b);
    return splitAlong(brings, part, turns);
  });
  return smallest(splits.flatMap((split) => split ?? []));
}

/** The smallest split off of `part` invitees, where gains are straight between `turns`. */
function splitAlong(
  brings: (n: number) => number,
  part: number,
  turns: readonly number[],
): Split | undefined {
  const gain = (n: number): number => brings(part) + brings(n - part) - brings(n);
  for (const [index, from] of turns.entries()) {
    // Beyond the last turn it stays straight, and one step shows where to.
    const to = turns[index + 1] ?? from + 1;
    const slope = to === from ? 0 : (gain(to) - gain(from)) / (to - from);
    const n = gain(from) > 0 ? from : from + Math.floor(-gain(from) / slope) + 1;
    const isReached = gain(from) > 0 || (slope > 0 && (n <= to || index === turns.length - 1));
    if (isReached) return splitAt(brings, [Math.max(part, n - part), Math.min(part, n - part)]);
  }
  return undefined;
}

function splitAt(brings: (sum: number) => number, parts: readonly [number, number]): Split {
  const [more, less] = parts;
  return { parts, together: brings(more + less), apart: brings(more) + brings(less) };
}

function smallest(splits: readonly Split[]): Split | undefined {
  const size = ({ parts: [more, less] }: Split): number => more + less;
  return splits
    .filter(({ together, apart }) => apart > together)
    .reduce<Split | undefined>(
      (least, one) => (least === undefined || size(one) < size(least) ? one : least),
      undefined,
    );
}

function climbedTo(schedule: PurchaseLadder, sum: number): number {
  return sumOf(stepsBetween(schedule, 0, sum));
}

function sumOf(steps: readonly { readonly minor: number }[]): number {
  return steps.reduce((all, { minor }) => all + minor, 0);
}

/** So far each way to part invitees is tried. */
const inviteesMax = 400;
/** So far it is tried whether the first who earn something bring more in an account of their own. */
const inviteesFar = 100_000;

/**
 * The smallest split of what invitees bring under a bound; `plus` is what they bring together with the n-th. One
 * inviter has no more than `most` of them.
 */
export function splitOf(
  plus: (sum: number, n: number) => number,
  most = Infinity,
): Split | undefined {
  const sums = [0];
  const brings = (n: number): number => sums[n] ?? 0;
  let first: number | undefined;
  for (let n = 1; n <= Math.min(inviteesFar, most); n += 1) {
    sums.push(plus(brings(n - 1), n));
    if (brings(n) > 0) first ??= n;
    const parts = n <= inviteesMax ? Array.from({ length: n / 2 }, (_, index) => index + 1) : [];
    for (const less of n <= inviteesMax ? parts : [first ?? n]) {
      const split = splitAt(brings, [n - less, less]);
      if (split.apart > split.together) return split;
    }
  }
  return undefined;
}
