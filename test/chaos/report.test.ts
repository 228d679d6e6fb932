import { expect, test } from 'vitest';

import { planFrom, toxicTypes, victims } from './plan.ts';
import { failuresOf, pageOf, ruleOfThree, type ChaosReport } from './report.ts';
import { routeNames } from './toxiproxy.ts';

const struck = { times: 2, hits: 1 };
const well: ChaosReport = {
  seed: 7,
  redemptions: 1_000,
  operations: 3_000,
  retries: 12,
  kills: Object.fromEntries(victims.map((victim) => [victim, struck])),
  cuts: Object.fromEntries(
    routeNames.flatMap((route) => toxicTypes.map((type) => [`${route}: ${type}`, struck])),
  ),
  deaths: [],
  watched: { checks: 30, missed: 1 },
  violations: [],
  lost: [],
  doubled: [],
  wrong: [],
  money: { budget: 70_000, granted: 71_000, takenBack: 1_000, refused: 290 },
  payouts: 710,
  seconds: 120,
};

test('a run in which all was hit and nothing is wrong has no failures, and quotes its bound', () => {
  expect(failuresOf(well)).toEqual([]);
  expect(ruleOfThree(3_000)).toBe(0.001);
  expect(pageOf(well)).toMatch(
    /lost +0 of 3000\ndoubled +0 of 3000\n95 % bound +at most 0\.30 % of redemptions, 0\.42 % of payouts, 0\.10 % of operations /,
  );
});

test('what was lost or doubled fails a run, and no bound is quoted', () => {
  const bad = { ...well, lost: ['code 1'], doubled: ['operation 2'] };
  expect(failuresOf(bad)).toEqual(['lost: code 1', 'doubled: operation 2']);
  expect(pageOf(bad)).toContain('FAILED       lost: code 1');
  expect(pageOf(bad)).not.toContain('95 % bound');
});

test('a run in which nothing was killed or cut has failed', () => {
  const quiet = failuresOf({ ...well, kills: {}, cuts: {} });
  expect(quiet).toHaveLength(victims.length + routeNames.length + toxicTypes.length);
  const idle = { ...well.kills, Postgres: { times: 3, hits: 0 } };
  expect(failuresOf({ ...well, kills: idle })).toEqual([
    'nothing was under way when this struck: Postgres',
  ]);
});

test('a run that did not come to the end of its budget, or read no invariants, has failed', () => {
  const money = { ...well.money, refused: 0 };
  expect(failuresOf({ ...well, money })).toEqual(['the budget was not used up']);
  expect(failuresOf({ ...well, watched: { checks: 0, missed: 9 } })).toEqual([
    'the invariants were never read',
  ]);
});

test('a breach that was seen while the run went on fails it, though it is over', () => {
  expect(failuresOf({ ...well, violations: ['a: b: c', 'a: b: c'] })).toEqual([
    'while it went on: a: b: c',
  ]);
});

test('the order in which things strike follows from the seed, and leaves nothing out', () => {
  const order = (seed: number): string[] => {
    const { nextVictim, nextCut } = planFrom(seed);
    const kills = victims.map(() => nextVictim());
    const cuts = Array.from({ length: 10 }, () => nextCut());
    expect(new Set(kills)).toEqual(new Set(victims));
    expect(new Set(cuts.map(({ route }) => route))).toEqual(new Set(routeNames));
    expect(new Set(cuts.map(({ toxic }) => toxic.type))).toEqual(new Set(toxicTypes));
    return [...kills, ...cuts.map((cut) => JSON.stringify(cut))];
  };
  expect(order(3)).toEqual(order(3));
  expect(order(3)).not.toEqual(order(4));
});
