import { describe, expect, it } from 'vitest';
import { minorUnits } from '../../domain/money.ts';
import { attackKinds } from '../../domain/population/population.ts';
import { duration } from '../../domain/time.ts';
import { arrivalsByDay } from '../../simulate/population/arrivals.ts';
import { playRepetition } from '../../simulate/population/repetition.ts';
import { Random } from '../../simulate/population/random.ts';
import { spentOf } from '../../simulate/population/figures.ts';
import { planOf, shippedCampaigns, shippedPopulation } from './people.ts';

/** Four standard deviations of a share found in so many tries: seeded, so it holds always or never. */
function near(share: number, tries: number): number {
  return 4 * Math.sqrt((share * (1 - share)) / tries);
}

describe('random numbers', () => {
  it('are the same for the same seeds and others for others', () => {
    const draw = (...seeds: number[]): number[] => {
      const random = new Random(...seeds);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(1, 2)).toEqual(draw(1, 2));
    const streams = [draw(1, 2), draw(2, 1), draw(1, 3), draw(1), draw(2 ** 40 + 1, 2)];
    expect(new Set(streams.map(String)).size).toBe(streams.length);
  });

  it.each([0.3, 4, 80])('have the mean and the variance of a Poisson number of %d', (mean) => {
    const random = new Random(7);
    const draws = Array.from({ length: 20_000 }, () => random.poisson(mean));
    const found = draws.reduce((sum, one) => sum + one, 0) / draws.length;
    const spread = draws.reduce((sum, one) => sum + (one - found) ** 2, 0) / draws.length;
    expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(mean / draws.length));
    expect(spread / mean).toBeCloseTo(1, 1);
  });

  it.each(['even', 'launch', 'growing'] as const)(
    'arrivals that are %s are all people',
    (shape) => {
      const days = arrivalsByDay(shape, 1234, 30);
      expect(days.reduce((sum, one) => sum + one, 0)).toBe(1234);
      expect(Math.min(...days)).toBeGreaterThanOrEqual(0);
    },
  );
});

describe('made-up people', () => {
  it('do the same for the same seed, and something else for another', async () => {
    const plan = planOf('registration', { people: 60 });
    const first = await playRepetition(plan, 0);
    expect(await playRepetition(plan, 0)).toEqual(first);
    expect(await playRepetition(plan, 1)).not.toEqual({ ...first, repetition: 1 });
    const other = await playRepetition({ ...plan, seed: 2 }, 0);
    expect(other.funnel).not.toEqual(first.funnel);
  });

  it.each(shippedCampaigns)(
    'of %s come to the same, however little is remembered',
    async (name) => {
      const people = 40;
      const population = shippedPopulation('attacked');
      const plan = planOf(name, { population, people, policy: 'reviewed', days: 12 });
      const everything = await playRepetition(plan, 0, 'everything');
      expect(await playRepetition(plan, 0, 'open')).toEqual(everything);
      expect(everything.redemptions).toBeGreaterThan(0);
    },
  );

  it('settle what is settled at once where nothing goes on after the end', async () => {
    const plan = planOf('registration', {
      people: 60,
      terms: (terms) => ({
        ...terms,
        validity: { ...terms.validity, settleForMs: duration(0) },
      }),
    });
    const everything = await playRepetition(plan, 0, 'everything');
    expect(await playRepetition(plan, 0, 'open')).toEqual(everything);
  });

  it('convert as often as their file says', async () => {
    const everyday = shippedPopulation('everyday');
    const invitees = {
      ...everyday.invitees,
      ...{ redeem: 0.3, existing: 0.1, again: 0, inviteToo: 0 },
      milestones: { registered: 0.8, 'real-name-verified': 0.5 },
    };
    const inviters = {
      ...everyday.inviters,
      shares: 2,
      withinMs: duration(3_600_000),
      verified: 1,
    };
    const population = { ...everyday, people: 700, invitees, inviters };
    const plan = planOf('registration', { population, policy: 'none', days: 20 });
    const { funnel, people } = await playRepetition(plan, 0);
    const { codes = 0, shares = 0, opened = 0, tried = 0 } = funnel;
    expect(Math.abs(shares / codes - 2)).toBeLessThan(4 * Math.sqrt(2 / codes));
    expect(Math.abs(opened / shares - 4)).toBeLessThan(4 * Math.sqrt(4 / shares));
    expect(Math.abs(tried / opened - 0.3)).toBeLessThan(near(0.3, opened));
    const existing = (people.honest.refused.EXISTING_CUSTOMER ?? 0) / tried;
    expect(Math.abs(existing - 0.1)).toBeLessThan(near(0.1, tried));
    const { redeemed = 0, registered = 0, 'real-name-verified': verified = 0 } = funnel;
    expect(Math.abs(registered / redeemed - 0.8)).toBeLessThan(near(0.8, redeemed));
    expect(Math.abs(verified / registered - 0.5)).toBeLessThan(near(0.5, registered));
  });

  it.each(shippedCampaigns)('of %s never overspend a budget that is too small', async (name) => {
    const plan = planOf(name, {
      ...{ people: 80, days: 10, population: shippedPopulation('attacked') },
      terms: (terms) => ({
        ...terms,
        budget: terms.budget.map(({ asset, minor }) => ({
          asset,
          minor: minorUnits(Math.ceil(minor / 300)),
        })),
      }),
    });
    for (const repetition of [0, 1]) {
      const run = await playRepetition(plan, repetition);
      for (const { asset, minor } of plan.terms.budget) {
        expect(spentOf(run, asset)).toBeLessThanOrEqual(minor);
        const paid = (run.paid[asset] ?? []).reduce((sum, one) => sum + one, 0);
        expect(paid).toBeLessThanOrEqual(spentOf(run, asset));
      }
    }
  });
});

describe('attackers', () => {
  it('are counted as what they are, and risk stops them', async () => {
    const population = shippedPopulation('attacked');
    const plan = planOf('registration', { population, people: 400, days: 10 });
    const { people } = await playRepetition(plan, 0);
    for (const kind of attackKinds) {
      const found = people[kind].people / 400;
      const { share } = population.attackers[kind];
      expect(Math.abs(found - share), kind).toBeLessThan(near(share, 400));
      expect(people[kind].people, kind).toBeGreaterThan(0);
    }
    const { selfReferral, deviceFarm, ipRotation, codeGuessing } = people;
    expect(selfReferral.refused.SELF_INVITE).toBe(selfReferral.people);
    expect(deviceFarm.stopped['frozen']).toBeGreaterThan(deviceFarm.redeemed);
    expect(ipRotation.stopped['invitations-per-day']).toBeGreaterThan(0);
    expect(ipRotation.stopped['frozen']).toBeUndefined();
    expect(codeGuessing.redeemed).toBe(0);
    expect(codeGuessing.stopped['requests-per-hour']).toBeGreaterThan(0);
    expect(people.honest.stopped['requests-per-hour']).toBeUndefined();
  });

  it('earn more where no risk policy stops them', async () => {
    const population = shippedPopulation('attacked');
    const earned = async (policy: 'default' | 'none'): Promise<number> => {
      const plan = planOf('mini-program', { population, people: 150, days: 10, policy });
      const { people } = await playRepetition(plan, 0);
      return attackKinds.reduce((sum, kind) => sum + (people[kind].earned['CNY/2'] ?? 0), 0);
    };
    expect(await earned('none')).toBeGreaterThan(await earned('default'));
  });
});
