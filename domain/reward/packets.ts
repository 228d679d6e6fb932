import { assert } from '../assert.ts';
import type { RandomSchedule, RewardTerms } from '../campaign/terms.ts';
import { minorUnits, parseAsset, type Asset, type MinorUnits } from '../money.ts';

/** The packets of each draw that terms speak of, by the draw's name, in the order of drawing. */
export type Packets = ReadonlyMap<string, readonly MinorUnits[]>;

/** One random reward: what is split, and the name of its draw. */
export interface Draw extends RandomSchedule {
  readonly name: string;
  readonly reward: string;
  readonly asset: Asset;
}

/**
 * What names a draw within its campaign, and the counter of the packets drawn from it. It has all
 * that is split, so that a draw goes on over versions as long as they say the same of it.
 */
export function drawName({ id, asset }: RewardTerms, random: RandomSchedule): string {
  const { packets, total, least, most } = random;
  return ['packets', id, asset, packets, total, least, most].join(':');
}

const nameForm = /^packets:([a-z0-9-]+):([A-Z]{3}\/\d):(\d+):(\d+):(\d+):(\d+)$/;

/** The draw of a name; undefined where it names none, or none whose packets could come to the total. */
export function drawNamed(name: string): Draw | undefined {
  const [, reward = '', unit = '', ...numbers] = nameForm.exec(name) ?? [];
  const asset = parseAsset(unit);
  const random = asset === undefined ? undefined : randomOf(numbers.map(Number));
  return asset === undefined || random === undefined
    ? undefined
    : { ...random, name, reward, asset };
}

function randomOf(numbers: readonly number[]): RandomSchedule | undefined {
  const [packets = 0, total = 0, least = 0, most = 0] = numbers;
  const isSplit = packets >= 1 && packets * least <= total && total <= packets * most;
  if (!isSplit || !numbers.every(Number.isSafeInteger)) return undefined;
  const bounds = { total: minorUnits(total), least: minorUnits(least), most: minorUnits(most) };
  return { kind: 'random', packets, ...bounds };
}

/** The draws of terms. */
export function drawsOf({ rewards }: { readonly rewards: readonly RewardTerms[] }): Draw[] {
  return rewards.flatMap((reward) => {
    const { id, asset, schedule } = reward;
    if (schedule.kind !== 'random') return [];
    return [{ ...schedule, name: drawName(reward, schedule), reward: id, asset }];
  });
}

/**
 * Splits a total into packets, in minor units: their sum is exact and each keeps its bounds. What is
 * above the least of each is cut at random places; what would lie above the most is passed on to the
 * next that has room; and then they are shuffled, so that no place in the order is better than another.
 * `below(n)` is a random whole number from 0, n excluded: the same numbers give the same packets.
 */
export function splitPackets(
  { packets, total, least, most }: RandomSchedule,
  below: (bound: number) => number,
): readonly MinorUnits[] {
  const spare = total - packets * least;
  const room = most - least;
  assert(spare >= 0 && spare <= packets * room, 'packets within their bounds come to the total');
  const cuts = Array.from({ length: packets - 1 }, () => below(spare + 1)).sort((a, b) => a - b);
  const parts = [...cuts, spare].map((cut, index) => cut - (cuts[index - 1] ?? 0));
  let over = 0;
  // The second time round for what the last ones pass on to the first.
  for (let turn = 0; turn < 2 * packets; turn += 1) {
    const index = turn % packets;
    const wanted = (parts[index] ?? 0) + over;
    parts[index] = Math.min(wanted, room);
    over = wanted - Math.min(wanted, room);
  }
  for (let last = packets - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [parts[last], parts[other]] = [parts[other] ?? 0, parts[last] ?? 0];
  }
  return parts.map((part) => minorUnits(least + part));
}
