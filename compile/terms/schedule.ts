import type { RewardText } from '../../domain/campaign/schema.ts';
import type { Schedule, Step } from '../../domain/campaign/terms.ts';
import type { Asset, MinorUnits } from '../../domain/money.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readAmount } from '../read.ts';
import { say } from '../../lang/say.ts';
import { readPercent } from './percent.ts';
import { readRandom } from './random.ts';
import type { Campaign } from './reward.ts';
import { readBands, readLadder } from './steps.ts';

/** An amount that a reward may pay at once, and where it is written. */
export interface Amount {
  readonly path: Path;
  readonly minor: MinorUnits;
}

/** How much is earned; undefined when it could not be read. */
export function readSchedule(
  report: Report,
  path: Path,
  text: RewardText,
  { asset, campaign }: { readonly asset: Asset; readonly campaign: Campaign },
): Schedule | undefined {
  if (text.amount !== undefined) {
    const minor = readAmount(report, { path: [...path, 'amount'] }, text.amount, asset);
    return minor === undefined ? undefined : { kind: 'each', minor };
  }
  const rewarding = { reward: text, asset, campaign };
  if (text.ladder !== undefined) {
    return readLadder(report, [...path, 'ladder'], text.ladder, rewarding);
  }
  if (text.bands !== undefined) {
    return readBands(report, [...path, 'bands'], text.bands, rewarding);
  }
  if (text.percent !== undefined) {
    return readPercent(report, [...path, 'percent'], rewarding);
  }
  if (text.random !== undefined) {
    return readRandom(report, [...path, 'random'], text.random, asset);
  }
  return text.decay && readDecay(report, [...path, 'decay'], text.decay, asset);
}

/** Every amount that the schedule states, with its place. */
export function amountsOf(path: Path, schedule: Schedule): Amount[] {
  const of = (steps: readonly Pick<Step, 'minor'>[], where: Path): Amount[] =>
    steps.map(({ minor }, index) => ({ path: [...path, ...where, index, 'amount'], minor }));
  switch (schedule.kind) {
    case 'each':
      return [{ path: [...path, 'amount'], minor: schedule.minor }];
    case 'ladder':
    case 'purchase-ladder':
      return of(schedule.steps, ['ladder', 'steps']);
    case 'bands':
    case 'purchase-bands':
      return of(schedule.bands, ['bands', 'bands']);
    case 'decay':
      return [{ path: [...path, 'decay', 'first'], minor: schedule.first }];
    case 'percent':
      return [{ path: [...path, 'percent', 'ceiling'], minor: schedule.ceiling }];
    case 'random':
      return [{ path: [...path, 'random', 'most'], minor: schedule.most }];
  }
}

function readDecay(
  report: Report,
  path: Path,
  text: NonNullable<RewardText['decay']>,
  asset: Asset,
): Schedule | undefined {
  const first = readAmount(report, { path: [...path, 'first'] }, text.first, asset);
  const floor = readAmount(report, { path: [...path, 'floor'], zero: true }, text.floor, asset);
  if (first === undefined || floor === undefined) return undefined;
  if (floor > first) {
    report({
      code: 'DECAY_REVERSED',
      path: [...path, 'floor'],
      message: say`the floor of ${text.floor} lies above the first amount`,
      expected: say`at most ${text.first}`,
    });
  }
  const { over, every, keepPercent } = text;
  return { kind: 'decay', over, every, first, keepPercent, floor };
}
