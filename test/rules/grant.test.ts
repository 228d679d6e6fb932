import { describe, expect, it } from 'vitest';
import type { CapTerms, RewardTerms, Schedule, Scope } from '../../domain/campaign/terms.ts';
import type { CodeId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { after, earned, hour, reward, Stage, start, use } from './stage.ts';

const both = ['inviter', 'invitee'] as const;
const yuan = (n: number) => minorUnits(n * 100);

/** What each of so many redemptions earns, one after the other. */
async function run(rewards: readonly RewardTerms[], times: number): Promise<unknown[]> {
  const stage = await Stage.of({ rewards });
  const outcomes: unknown[] = [];
  for (let n = 1; n <= times; n += 1) outcomes.push(...earned(await stage.redeem(`i${n}`)));
  return outcomes;
}

function cap(scope: Scope, changes: Partial<CapTerms> = {}): CapTerms {
  return { scope, unit: 'amount', max: 200, sides: 'each', ...changes };
}

/** How many of four redemptions are paid for on each of Ann's codes, a successor and Zoe's. */
async function overScopes(one: CapTerms) {
  const { code } = termsLike();
  const stage = await Stage.of({
    code: { ...code, perPerson: 2 },
    rewards: [reward({ caps: [one] })],
  });
  const second = await stage.issue('ann');
  const grants = { own: 0, successor: 0, second: 0, other: 0 };
  const count = async (name: keyof typeof grants, to: CodeId): Promise<void> => {
    for (let n = 0; n < 4; n += 1) {
      const [minor] = earned(await stage.send(use(`${name}${n}`), to));
      if (typeof minor === 'number') grants[name] += 1;
    }
  };
  await count('own', stage.code);
  await count('second', second);
  await stage.at(24);
  await count('successor', stage.code);
  await count('other', await stage.issue('zoe'));
  return grants;
}

describe('sides', () => {
  it('both sides get the reward, each to their own account', async () => {
    const stage = await Stage.of({ rewards: [reward({ to: both })] });
    expect(earned(await stage.redeem('bob'))).toEqual([100, 100]);
    expect(stage.rewards).toEqual([
      ['ann', 100, 'due'],
      ['bob', 100, 'due'],
    ]);
    expect(stage.used('budget:CNY/2')).toBe(200);
    expect(stage.state.granted).toEqual({ 'CNY/2': 200 });
  });

  it('the last milestone earns, whatever the order, and earns once', async () => {
    const when = { milestones: ['real-name-verified', 'registered'], condition: null };
    const stage = await Stage.of({ rewards: [reward({ when })] });
    expect(earned(await stage.redeem('bob'))).toEqual([]);
    expect(earned(await stage.reach('bob', 'real-name-verified'))).toEqual([]);
    expect(earned(await stage.reach('bob', 'registered'))).toEqual([100]);
    expect(stage.rewards).toHaveLength(1);
  });
});

describe('caps', () => {
  it.each([
    ['code', { own: 2, successor: 2, second: 2, other: 2 }],
    ['lineage', { own: 2, successor: 0, second: 2, other: 2 }],
    ['person', { own: 2, successor: 0, second: 0, other: 2 }],
    ['campaign', { own: 2, successor: 0, second: 0, other: 0 }],
  ] as const)('by amount over one %s', async (scope, grants) => {
    expect(await overScopes(cap(scope))).toEqual(grants);
  });

  it('by count, and the refusal names the cap', async () => {
    const counted = cap('code', { unit: 'count', max: 1 });
    expect(await run([reward({ caps: [counted] })], 2)).toEqual([
      100,
      'CAP_REACHED: 1 reward a code',
    ]);
    expect(await run([reward({ caps: [cap('lineage', { max: 150 })] })], 2)).toEqual([
      100,
      'CAP_REACHED: 1.50 CNY a lineage',
    ]);
  });

  it('counts sides apart or together', async () => {
    const apart = reward({ to: both, caps: [cap('campaign', { max: 100 })] });
    expect((await run([apart], 1)).slice(0, 2)).toEqual([100, 100]);
    const together = reward({ to: both, caps: [cap('campaign', { max: 100, sides: 'both' })] });
    expect(await run([together], 1)).toEqual([100, 'CAP_REACHED: 1.00 CNY a campaign']);
  });

  it('the narrowest of several decides, and what it refuses takes from none', async () => {
    const stage = await Stage.of({
      rewards: [reward({ caps: [cap('campaign'), cap('code', { max: 100 })] })],
    });
    await stage.redeem('bob');
    expect(earned(await stage.redeem('cat'))).toEqual(['CAP_REACHED: 1.00 CNY a code']);
    expect(stage.used('cap:red-packet:amount:inviter:campaign')).toBe(100);
    expect(stage.used('budget:CNY/2')).toBe(100);
  });
});

describe('the budget', () => {
  it('is spent to its last unit and never beyond', async () => {
    const budget = [{ asset: 'CNY/2' as Asset, minor: minorUnits(250) }];
    const stage = await Stage.of({ rewards: [reward({ to: both })], budget });
    expect(earned(await stage.redeem('bob'))).toEqual([100, 100]);
    expect(earned(await stage.redeem('cat'))).toEqual(['BUDGET_EXHAUSTED', 'BUDGET_EXHAUSTED']);
    expect(stage.used('budget:CNY/2')).toBe(200);
    const exact = await Stage.of({ budget: [{ asset: 'CNY/2' as Asset, minor: yuan(1) }] });
    expect(earned(await exact.redeem('bob'))).toEqual([100]);
    expect(earned(await exact.redeem('cat'))).toEqual(['BUDGET_EXHAUSTED']);
  });

  it('is not exceeded by one batch', async () => {
    const stage = await Stage.of({ budget: [{ asset: 'CNY/2' as Asset, minor: yuan(2) }] });
    const commands = ['b', 'c', 'd'].map((invitee) => use(invitee));
    const outcomes = await stage.simulation.commit(stage.code, commands);
    expect(outcomes.flatMap(earned)).toEqual([100, 100, 'BUDGET_EXHAUSTED']);
  });
});

describe('schedules', () => {
  it.each<[string, Schedule, unknown[]]>([
    [
      'bands pay by the band that an invitee falls in',
      {
        kind: 'bands',
        over: 'lineage',
        bands: [
          { invitees: 2, minor: yuan(1) },
          { invitees: 4, minor: yuan(2) },
        ],
      },
      [100, 100, 200, 200],
    ],
    [
      'a ladder pays once at each step',
      {
        kind: 'ladder',
        over: 'person',
        steps: [
          { invitees: 1, minor: yuan(1) },
          { invitees: 3, minor: yuan(5) },
        ],
      },
      [100, 500],
    ],
    [
      'a decay pays less each time, rounded down, to its floor',
      {
        kind: 'decay',
        over: 'campaign',
        every: 1,
        first: minorUnits(101),
        keepPercent: 50,
        floor: minorUnits(20),
      },
      [101, 50, 25, 20, 20],
    ],
  ])('%s', async (_, schedule, amounts) => {
    expect(await run([reward({ schedule })], 5)).toEqual(amounts);
  });

  it('a ladder over the lineage goes on in the successor, one over the code begins anew', async () => {
    const steps = [{ invitees: 2, minor: yuan(5) }];
    for (const [over, amounts] of [
      ['lineage', [500]],
      ['code', []],
    ] as const) {
      const stage = await Stage.of({
        rewards: [reward({ schedule: { kind: 'ladder', over, steps } })],
      });
      await stage.redeem('bob');
      await stage.at(24);
      expect(earned(await stage.redeem('cat'))).toEqual(amounts);
    }
  });
});

describe('when a reward is due', () => {
  const payout = reward().payout;

  it('at the end of its hold, by the code itself', async () => {
    const held = reward({ payout: { ...payout, holdMs: duration(5 * hour) } });
    const stage = await Stage.of({ rewards: [held] });
    expect(await stage.redeem('bob')).toMatchObject({
      rewards: [{ state: 'held', dueAt: after(5) }],
    });
    await stage.simulation.advanceTo(instant(after(5) - 1));
    expect(stage.rewards).toEqual([['ann', 100, 'held']]);
    await stage.at(5);
    expect(stage.rewards).toEqual([['ann', 100, 'paid']]);
  });

  it('at once without a hold: cash goes to the provider, points take effect', async () => {
    const points = reward({
      id: 'points',
      kind: 'points',
      asset: 'points/0' as Asset,
      payout: { ...payout, timing: 'automatic' },
    });
    const stage = await Stage.of({
      rewards: [reward(), points],
      budget: [...termsLike().budget, { asset: 'points/0' as Asset, minor: minorUnits(1000) }],
    });
    expect(await stage.redeem('bob')).toMatchObject({
      rewards: [
        { state: 'due', dueAt: start },
        { state: 'paid', dueAt: start },
      ],
    });
  });

  it('with the week after its hold, by the campaign clock', async () => {
    const weekly = { weekday: 3, hour: 9 };
    const timing = 'weekly' as const;
    for (const [holdMs, due] of [
      [0, Date.UTC(2026, 0, 7, 1)],
      [47 * hour, Date.UTC(2026, 0, 7, 1)],
      [47 * hour + 1, Date.UTC(2026, 0, 14, 1)],
    ] as const) {
      const terms = reward({ payout: { timing, holdMs: duration(holdMs), weekly } });
      const stage = await Stage.of({ rewards: [terms] });
      expect(await stage.redeem('bob')).toMatchObject({ rewards: [{ dueAt: due, state: 'held' }] });
      await stage.simulation.advanceTo(instant(due - 1));
      expect(stage.rewards).toEqual([['ann', 100, 'held']]);
      await stage.simulation.advanceTo(instant(due));
      expect(stage.rewards).toEqual([['ann', 100, 'paid']]);
    }
  });

  it('after the campaign, or after its hold where that ends later', async () => {
    const timing = 'after-campaign' as const;
    for (const [holdHours, dueHours] of [
      [5, 720],
      [800, 800],
    ] as const) {
      const holdMs = duration(holdHours * hour);
      const stage = await Stage.of({
        rewards: [reward({ payout: { ...payout, timing, holdMs } })],
      });
      const dueAt = after(dueHours);
      expect(await stage.redeem('bob')).toMatchObject({ rewards: [{ dueAt, state: 'held' }] });
    }
  });
});
