import { expect, test } from 'vitest';

import { compileCampaign } from '../../compile/campaign.ts';
import { assignVariant } from '../../domain/campaign/assign-variant.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { periodOf } from '../../domain/campaign/period.ts';
import { instant } from '../../domain/time.ts';
import { Simulation } from '../../simulate/simulation.ts';
import { playRepetition } from '../../simulate/population/repetition.ts';
import { summarise } from '../../simulate/statistics/summary.ts';
import { planOf, shippedText } from './people.ts';

const text = `${shippedText('campaigns/registration.yaml')}  variants:
    - { id: as-before, weight: 45 }
    - { id: twice, weight: 45, spec: { rewards: [{ id: red-packet, amount: "2.00" }] } }
    - { id: hold-out, weight: 10, spec: { rewards: [] } }
`;
const compiled = compileCampaign(text);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
const plan = planOf('registration', { people: 300, days: 7 });
const variants = new Map(
  compiled.variants.map(({ digest, terms }) => [digest, { terms, policy: plan.policy }]),
);
const varied = { ...plan, terms: compiled.terms, digest: compiled.digest, variants };

test('made-up people are assigned to variants, and figures are told for each', async () => {
  const figures = await playRepetition(varied, 1);
  expect(await playRepetition(varied, 1, 'everything')).toEqual(figures);
  const { variants: found } = summarise(varied.terms, [figures]);
  expect(found.map(({ variant }) => variant)).toEqual(['as-before', 'twice', 'hold-out']);
  const [before, twice, none] = found.map((one) => ({
    codes: one.codes.mean,
    minor: one.granted[0]?.minor.mean ?? 0,
  }));
  if (!before || !twice || !none) throw new Error('three variants');
  expect(none).toMatchObject({ minor: 0 });
  expect(Math.min(before.codes, twice.codes, none.codes)).toBeGreaterThan(0);
  expect(before.codes).toBeGreaterThan(2 * none.codes);
  const total = (figures.granted['CNY/2'] ?? []).reduce((sum, minor) => sum + minor, 0);
  expect(before.minor + twice.minor).toBe(total);
  expect(twice.minor % 200).toBe(0);
});

test('without variants nothing is told of them', async () => {
  expect((await playRepetition(plan, 1)).variants).toEqual({});
});

test('a person gets the assigned variant, or the one that is asked for by name', async () => {
  const now = instant(Date.UTC(2027, 0, 4));
  const simulation = new Simulation(now);
  const { terms, digest } = compiled;
  const { policy } = plan;
  simulation.publish({
    ...{ terms, digest, policy, status: 'open', variants },
    ...periodOf(terms.period, now),
  });
  const campaign = terms.campaign;
  const holder = 'ann' as SubjectId;
  const own = await simulation.issue({ campaign, holder });
  expect(simulation.store.code(own).digest).toBe(assignVariant(terms, { holder })?.digest);
  const asked = await simulation.issue({
    ...{ campaign, holder: 'bob' as SubjectId, variant: 'hold-out' },
  });
  expect(simulation.store.campaignOf(simulation.store.code(asked)).terms).toMatchObject({
    ...{ variant: 'hold-out', rewards: [] },
  });
});

test('shares of segments bring people to variants for them, the same ones for the same seed', async () => {
  const forGold = compileCampaign(
    text.replace('{ id: twice, weight: 45,', '{ id: twice, weight: 45, segment: gold,'),
  );
  if (!forGold.ok) throw new Error(JSON.stringify(forGold.diagnostics));
  const own = new Map(
    forGold.variants.map(({ digest, terms }) => [digest, { terms, policy: plan.policy }]),
  );
  const codesWith = async (segments: Readonly<Record<string, number>>): Promise<number> => {
    const population = { ...plan.population, segments };
    const figures = await playRepetition(
      { ...varied, terms: forGold.terms, variants: own, population },
      1,
    );
    return figures.variants['twice']?.codes ?? 0;
  };
  const [none, some, all] = [
    await codesWith({}),
    await codesWith({ gold: 0.3 }),
    await codesWith({ silver: 0.2, gold: 0.8 }),
  ];
  expect(none).toBe(0);
  expect(some).toBeGreaterThan(0);
  expect(all).toBeGreaterThan(some);
  expect(await codesWith({ gold: 0.3 })).toBe(some);
});
