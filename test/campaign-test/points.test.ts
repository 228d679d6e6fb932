import { expect, test } from 'vitest';
import { keyOf } from '../../campaign-test/coverage.ts';
import { caseFile, failuresOf, fileOf, play } from './play.ts';

/** The small campaign, whose points are bounded and expire. */
function spending({ points = '{}', expires = 'expiresAfter: 10d' } = {}): string {
  return caseFile('small.yaml')
    .replace('amount: "10"', `amount: "10"\n      ${expires}`)
    .replace('  budget:', `  points: ${points}\n  budget:`);
}

async function failures(tests: string, campaign = spending()): Promise<readonly string[]> {
  return failuresOf(await play(fileOf(tests), campaign));
}

// Ann has ten points for each of the three, and each of them has ten.
const earned = `
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: [bob, cleo] }
      - { do: milestone, by: [bob, cleo], reached: registered }`;
const paid = 'paid: { ann: [2.00 CNY, 20 points], bob: 10 points, cleo: 10 points }, held: []';

test('points are reserved and spent, or go back, and the books say where they are', async () => {
  const others = 'bob: { available: 10 }, cleo: { available: 10 }';
  expect(
    await failures(`  - name: spent
    steps:${earned}
      - { at: +1d, do: reservePoints, by: ann, amount: 12 points, purpose: tea, then: { points: { ann: { available: 8, reserved: 12 }, ${others} } } }
      - { do: reservePoints, by: ann, amount: 9 points, expect: POINTS_NOT_ENOUGH }
      - { do: reservePoints, by: ann, amount: 8 points, purpose: cake }
      - { do: confirmPoints, by: ann, purpose: tea, then: { points: { ann: { reserved: 8, spent: 12 }, ${others} } } }
      - { do: confirmPoints, by: ann, purpose: tea, expect: POINTS_RESERVATION_CLOSED }
      - { do: releasePoints, by: ann }
      - { do: confirmPoints, by: bob, expect: POINTS_RESERVATION_UNKNOWN }
    then:
      { ${paid}, points: { ann: { available: 8, spent: 12 }, ${others} }, entries: [
        hold budget -> held 1.00 CNY, hold budget -> held 10 points, post held -> ann 10 points,
        hold budget -> held 10 points, post held -> bob 10 points,
        hold budget -> held 1.00 CNY, hold budget -> held 10 points, post held -> ann 10 points,
        hold budget -> held 10 points, post held -> cleo 10 points,
        post held -> ann 1.00 CNY, post held -> ann 1.00 CNY,
        reserve ann -> reserved 12 points, reserve ann -> reserved 8 points, spend reserved -> spent 12 points,
        release reserved -> ann 8 points ] }
`),
  ).toEqual([]);
});

test('what nobody confirms in time goes back, and what nobody spends in time expires', async () => {
  expect(
    await failures(`  - name: over
    steps:${earned}
      - { do: reservePoints, by: [ann, bob], amount: 5 points }
      - { do: wait, for: 15m }
      - { do: confirmPoints, by: ann, expect: POINTS_RESERVATION_CLOSED }
      - { do: reservePoints, by: ann, amount: 15 points, for: 12d }
      - { do: reservePoints, by: bob, amount: 1 points, for: 31d, expect: INVALID_COMMAND }
      - { at: +10d, do: wait, then: { points: { ann: { reserved: 15, expired: 5 }, bob: { expired: 10 }, cleo: { expired: 10 } } } }
      - { do: reservePoints, by: bob, amount: 1 points, expect: POINTS_NOT_ENOUGH }
      - { at: +13d, do: wait, then: { points: { ann: { expired: 20 }, bob: { expired: 10 }, cleo: { expired: 10 } } } }
    then: { ${paid} }
`),
  ).toEqual([]);
});

const capped =
  '{ perSpend: { atMost: "8", percent: 50 }, perDay: "8", perMonth: "9", inAll: "12" }';

test('the cap that refuses is named, whichever it is', async () => {
  expect(
    await failures(
      `  - name: capped
    steps:${earned}
      - { do: reservePoints, by: ann, amount: 1 points, expect: PRICE_NEEDED }
      - { do: reservePoints, by: ann, amount: 9 points, price: 20 points, expect: POINTS_CAP_REACHED, cap: perSpend.atMost }
      - { do: reservePoints, by: ann, amount: 7 points, price: 12 points, expect: POINTS_CAP_REACHED, cap: perSpend.percent }
      - { do: reservePoints, by: ann, amount: 6 points, price: 12 points }
      - { do: reservePoints, by: ann, amount: 3 points, price: 12 points, expect: POINTS_CAP_REACHED, cap: perDay }
      - { do: confirmPoints, by: ann, note: what is spent counts as what is reserved }
      - { at: +1d, do: reservePoints, by: ann, amount: 4 points, price: 12 points, expect: POINTS_CAP_REACHED, cap: perMonth }
      - { at: +27d, do: reservePoints, by: ann, amount: 7 points, price: 20 points, expect: POINTS_CAP_REACHED, cap: inAll }
    then: { ${paid} }
`,
      spending({ points: capped }),
    ),
  ).toEqual([]);
});

test('another cap, or none, is a failure that can be rewritten', async () => {
  const { results } = await play(
    fileOf(`  - name: another
    steps:${earned}
      - { do: reservePoints, by: ann, amount: 9 points, price: 20 points, expect: POINTS_CAP_REACHED, cap: perDay }
      - { do: reservePoints, by: ann, amount: 1 points, price: 20 points, cap: perDay }
      - { at: +1d, do: wait }
    then: { ${paid} }
`),
    spending({ points: capped }),
  );
  expect(results.flatMap(({ failures: all }) => all)).toMatchObject([
    { expected: ['perDay'], found: ['perSpend.atMost'], rewrite: { value: 'perSpend.atMost' } },
    { expected: ['perDay'], found: [], rewrite: { value: undefined } },
  ]);
});

test('a reward that is taken back leaves nobody below zero, and no promise is broken', async () => {
  expect(
    await failures(`  - name: reversed
    steps:${earned}
      - { at: +1d, do: reservePoints, by: bob, amount: 7 points }
      - { do: confirmPoints, by: bob }
      - { do: reservePoints, by: bob, amount: 2 points }
      - { do: reverse, by: bob, reward: welcome, side: invitee, then: { points: { ann: { available: 20 }, bob: { reserved: 2, spent: 7 }, cleo: { available: 10 } } } }
      - { do: releasePoints, by: bob }
      - { at: +11d, do: reverse, by: cleo, reward: welcome, side: invitee, amount: 4 points }
    then:
      paid: { ann: [2.00 CNY, 20 points], cleo: 6 points }
      points: { ann: { expired: 20 }, bob: { spent: 7 }, cleo: { expired: 6 } }
`),
  ).toEqual([]);
});

test('which caps have refused and which points have expired is covered', async () => {
  const { coverable, reached, results } = await play(
    fileOf(`  - name: some of it
    steps:${earned}
      - { do: reservePoints, by: ann, amount: 9 points, price: 30 points, expect: POINTS_CAP_REACHED, cap: perDay }
      - { at: +10d, do: wait }
    then: { ${paid} }
`),
    spending({ points: '{ perSpend: { percent: 50 }, perDay: "8" }' }),
  );
  expect(results).toMatchObject([{ failures: [] }]);
  const ofPoints = (coverable?.outcomes ?? [])
    .map(keyOf)
    .filter((name) => /point|PRICE/i.test(name));
  expect(ofPoints).toEqual([
    'welcome: points expired',
    'POINTS_CAP_REACHED (perSpend.percent)',
    'POINTS_CAP_REACHED (perDay)',
    'PRICE_NEEDED',
  ]);
  expect(ofPoints.filter((name) => reached.has(`outcomes: ${name}`))).toEqual([
    'welcome: points expired',
    'POINTS_CAP_REACHED (perDay)',
  ]);
});
