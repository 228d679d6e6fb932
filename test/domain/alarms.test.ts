import { describe, expect, it } from 'vitest';
import { alarmsOf, usualAlarms, type BudgetStanding } from '../../domain/campaign/alarms.ts';
import { instant } from '../../domain/time.ts';

const hour = 3_600_000;
const now = instant(100 * 24 * hour);

function standing(changes: Partial<BudgetStanding>): BudgetStanding {
  return { used: 0, max: 1000, before: null, now, endsAt: null, ...changes };
}

/** So much was used so many hours before. */
function before(used: number, hours: number): BudgetStanding['before'] {
  return { used, at: instant(now - hours * hour) };
}

describe('alarms of a budget', () => {
  it.each([
    [799, []],
    [800, [80]],
    [949, [80]],
    [950, [80, 95]],
    [1000, [80, 95]],
  ])('at %i of 1,000 are of the shares %j', (used, shares) => {
    const found = alarmsOf({ ...usualAlarms, early: false }, standing({ used }));
    expect(found).toEqual(shares.map((share) => ({ kind: 'share', share })));
  });

  it('say when a budget is used up at its pace before the campaign ends, to the hour', () => {
    const early = { shares: [], early: true };
    // 100 in ten hours: the other 500 last 50 hours more.
    const half = { used: 500, before: before(400, 10) };
    const ends = (hours: number) => instant(now + hours * hour);
    const emptyAt = ends(50);
    expect(alarmsOf(early, standing({ ...half, endsAt: ends(51) }))).toEqual([
      { kind: 'early', emptyAt },
    ]);
    expect(alarmsOf(early, standing({ ...half, endsAt: ends(50) }))).toEqual([]);
    expect(alarmsOf(early, standing({ ...half, endsAt: null }))).toHaveLength(1);
    expect(alarmsOf(early, standing({ ...half, before: before(499, 10) }))).toEqual([]);
  });

  it('believe no pace that was watched for less than an hour, or of what is used up already', () => {
    const early = { shares: [], early: true };
    expect(alarmsOf(early, standing({ used: 500, before: before(0, 0.9) }))).toEqual([]);
    expect(alarmsOf(early, standing({ used: 1000, before: before(0, 10) }))).toEqual([]);
    expect(alarmsOf(early, standing({ used: 400, before: before(500, 10) }))).toEqual([]);
    expect(
      alarmsOf({ shares: [], early: false }, standing({ used: 500, before: before(0, 10) })),
    ).toEqual([]);
  });
});
