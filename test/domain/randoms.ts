import fc from 'fast-check';

import type { RandomSchedule } from '../../domain/campaign/terms.ts';
import { minorUnits } from '../../domain/money.ts';

/** Bounds, and a total that packets within them can come to. */
export const randoms: fc.Arbitrary<RandomSchedule> = fc
  .record({
    packets: fc.integer({ min: 2, max: 60 }),
    least: fc.integer({ min: 1, max: 50 }),
    room: fc.integer({ min: 0, max: 400 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ packets, least, room, share }) => ({
    kind: 'random',
    packets,
    total: minorUnits(packets * least + Math.floor(share * packets * room)),
    least: minorUnits(least),
    most: minorUnits(least + room),
  }));
