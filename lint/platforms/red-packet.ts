import type { Path } from '../../compile/diagnostic.ts';
import type { RewardTerms, Step } from '../../domain/campaign/terms.ts';
import { amountFor } from '../../domain/reward/amount.ts';

/**
 * WeChat Pay, cash red packets (merchant API, default scenes), in fen and a day: an amount is 1 to
 * 200 yuan; one person gets 1,000 yuan and 10 packets; a merchant sends a million yuan.
 */
export const packet = {
  least: 100,
  most: 20_000,
  personMax: 100_000,
  packetsMax: 10,
  merchantMax: 100_000_000,
} as const;

/** All that WeChat Pay sends. */
export const packetAsset = 'CNY/2';

/** An amount of a reward, where it is stated. */
export interface Stated {
  readonly path: Path;
  readonly minor: number;
}

/** The amounts of a reward at `path`; of a decay the first, and where it falls below a packet. */
export function statedBy({ schedule }: RewardTerms, path: Path): Stated[] {
  switch (schedule.kind) {
    case 'each':
      return [{ path: [...path, 'amount'], minor: schedule.minor }];
    case 'ladder':
    case 'purchase-ladder':
      return ofSteps(schedule.steps, [...path, 'ladder', 'steps']);
    case 'bands':
    case 'purchase-bands':
      return ofSteps(schedule.bands, [...path, 'bands', 'bands']);
    case 'percent': {
      const { floor, ceiling } = schedule;
      const at = [...path, 'percent'];
      return [
        { path: [...at, 'floor'], minor: floor },
        { path: [...at, 'ceiling'], minor: ceiling },
      ];
    }
    case 'random': {
      const { least, most } = schedule;
      const at = [...path, 'random'];
      return [
        { path: [...at, 'least'], minor: least },
        { path: [...at, 'most'], minor: most },
      ];
    }
    case 'decay': {
      const first = { path: [...path, 'decay', 'first'], minor: schedule.first };
      const later = amountFor(schedule, schedule.every * 20) ?? 0;
      const falls = later > 0 && later < packet.least;
      return falls ? [first, { path: [...path, 'decay', 'floor'], minor: later }] : [first];
    }
  }
}

function ofSteps(steps: readonly Pick<Step, 'minor'>[], path: Path): Stated[] {
  return steps.map(({ minor }, index) => ({ path: [...path, index, 'amount'], minor }));
}
