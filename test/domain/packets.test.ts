import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { RandomSchedule } from '../../domain/campaign/terms.ts';
import { minorUnits } from '../../domain/money.ts';
import { splitPackets } from '../../domain/reward/packets.ts';
import { Random } from '../../simulate/population/random.ts';
import { randoms } from './randoms.ts';

test('packets come to exactly the total, and each keeps its bounds', () => {
  fc.assert(
    fc.property(randoms, fc.nat(), (random, seed) => {
      const dice = new Random(seed);
      const packets = splitPackets(random, (bound) => dice.below(bound));
      expect(packets).toHaveLength(random.packets);
      expect(packets.reduce((sum, minor) => sum + minor, 0)).toBe(random.total);
      expect(Math.min(...packets)).toBeGreaterThanOrEqual(random.least);
      expect(Math.max(...packets)).toBeLessThanOrEqual(random.most);
    }),
    { numRuns: 500 },
  );
});

test('no place in the order is better than another, also where much is passed on', () => {
  const [total, least, most] = [minorUnits(60), minorUnits(1), minorUnits(20)];
  const random: RandomSchedule = { kind: 'random', packets: 5, total, least, most };
  const sums = [0, 0, 0, 0, 0];
  const rounds = 20_000;
  for (let round = 0; round < rounds; round += 1) {
    const dice = new Random(round);
    const packets = splitPackets(random, (bound) => dice.below(bound));
    for (const [place, minor] of packets.entries()) sums[place] = (sums[place] ?? 0) + minor;
  }
  for (const sum of sums) expect(Math.abs(sum / rounds - 12)).toBeLessThan(0.25);
});
