import { expect, it } from 'vitest';

import { sheet } from '../../cli/simulate/sheet.ts';
import { describePlan } from '../../cli/simulate/plan.ts';
import type { PlanTerms } from '../../domain/campaign/plan-terms.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { spentOf } from '../../simulate/population/figures.ts';
import { playRepetition } from '../../simulate/population/repetition.ts';
import { summarise } from '../../simulate/statistics/summary.ts';
import { planOf } from './people.ts';

const asset = 'points/0' as Asset;
const plan = planOf('first-purchase', { people: 60, days: 10 });
const runs = await Promise.all([0, 1, 2].map((repetition) => playRepetition(plan, repetition)));

function against(planned: PlanTerms) {
  return summarise({ ...plan.terms, plan: planned }, runs);
}

it('each planned figure stands beside what came of it, and is said to be missed where it is', () => {
  const [run] = runs;
  const redeemed = run?.funnel['redeemed'] ?? 0;
  const only = summarise(
    {
      ...plan.terms,
      plan: {
        codes: 1,
        invitees: { redeemed, 'first-purchase': 100_000 },
        conversion: { 'first-purchase': { basisPoints: 1 } },
        spend: [{ asset, minor: minorUnits(run === undefined ? 0 : spentOf(run, asset)) }],
        costPerInvitee: [{ asset, minor: minorUnits(1_000_000) }],
      },
    },
    runs.slice(0, 1),
  ).plan;
  const bought = run?.funnel['first-purchase'] ?? 0;
  expect(redeemed).toBeGreaterThan(bought);
  expect(only.map(({ figure, milestone, verdict }) => [figure, milestone, verdict])).toEqual([
    ['codes', null, 'above'],
    ['invitees', 'redeemed', 'as planned'],
    ['invitees', 'first-purchase', 'below'],
    ['conversion', 'first-purchase', 'above'],
    ['spend', null, 'as planned'],
    ['cost per invitee', null, 'below'],
  ]);
  expect(only[3]?.simulated.mean).toBeCloseTo((100 * bought) / redeemed);
  expect(only[5]?.simulated.mean).toBeCloseTo((only[4]?.simulated.mean ?? 0) / redeemed);
});

it('is told in the terminal in both languages, and in the sheet', () => {
  const summary = against({
    codes: 100_000,
    conversion: { 'first-purchase': { basisPoints: 6250 } },
    costPerInvitee: [{ asset, minor: minorUnits(98) }],
  });
  const english = describePlan(summary.plan, 'en');
  expect(english).toMatch(/codes +100,000 +[\d,]+ +[\d,]+ to [\d,]+ +below plan/);
  expect(english).toMatch(/of those who redeem: first-purchase +62\.5 % +[\d.]+ %/);
  expect(english).toMatch(/for each invitee \(points\) +98 points +\d+ points/);
  expect(describePlan(summary.plan, 'zh')).toMatch(/领码 +100,000 .*低于计划/);
  const lines = sheet([{ name: 'new', summary }]).split('\r\n');
  expect(lines).toContain('new,planned codes,,,,100000,,,');
  expect(lines).toContain('new,planned conversion,first-purchase,,,62.5,,,');
  expect(lines.some((line) => /^new,codes against plan,,,(?:,[\d.]+){4}$/.test(line))).toBe(true);
});

it('of a campaign without a plan nothing is told', () => {
  expect(against({}).plan).toEqual([]);
});
