import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../domain/campaign/terms.ts';
import { minorUnits } from '../../domain/money.ts';
import { amountFor, needsProvider } from '../../domain/reward/amount.ts';

const step = (invitees: number, minor: number) => ({ invitees, minor: minorUnits(minor) });

function decay(every: number, first: number, keepPercent: number, floor: number): Schedule {
  return {
    kind: 'decay',
    over: 'person',
    every,
    first: minorUnits(first),
    keepPercent,
    floor: minorUnits(floor),
  };
}

describe('what the n-th invitee earns', () => {
  it.each<[string, Schedule, (number | null)[]]>([
    ['each the same', { kind: 'each', minor: minorUnits(100) }, [100, 100, 100]],
    [
      'by bands, from the first band on',
      { kind: 'bands', over: 'code', bands: [step(2, 100), step(4, 300)] },
      [null, 100, 100, 300, 300, 300],
    ],
    [
      'by a ladder, at its steps only',
      { kind: 'ladder', over: 'code', steps: [step(1, 10), step(3, 50)] },
      [10, null, 50, null, null],
    ],
    ['by a decay, rounded down at each step', decay(1, 99, 50, 10), [99, 49, 24, 12, 10, 10]],
    ['by a decay of every third', decay(3, 80, 50, 1), [null, null, 80, null, null, 40]],
    ['by a decay to nothing', decay(1, 3, 50, 0), [3, 1, 0, 0]],
    ['by a decay that keeps all', decay(1, 7, 100, 1), [7, 7, 7]],
    ['by a decay that keeps none', decay(1, 7, 0, 2), [7, 2, 2]],
    ['by a decay that begins at its floor', decay(1, 5, 50, 5), [5, 5]],
  ])('%s', (_, schedule, amounts) => {
    expect(amounts.map((__, index) => amountFor(schedule, index + 1))).toEqual(amounts);
  });

  it('is known for one whom no loop comes to before the test is over', () => {
    const last = 4_000_000_000;
    expect(amountFor(decay(1, 1000, 90, 5), last)).toBe(5);
    expect(amountFor(decay(1, 1000, 99, 0), last)).toBe(0);
    expect(amountFor(decay(1, 1000, 100, 5), last)).toBe(1000);
  });
});

it('only cash needs a provider', () => {
  const kinds = ['cash', 'points', 'privilege', 'virtual-item'] as const;
  expect(kinds.filter(needsProvider)).toEqual(['cash']);
});
