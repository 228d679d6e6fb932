import { expect, it } from 'vitest';
import { compileCampaign } from '../../compile/campaign.ts';

import type { Terms } from '../../domain/campaign/terms.ts';
import { minorUnits } from '../../domain/money.ts';
import { fragmentOf } from '../../simulate/fit/fragment.ts';
import { scaleRewards } from '../../simulate/fit/scale.ts';
import { fitRewards, type Fit } from '../../simulate/fit/search.ts';
import { playRepetition } from '../../simulate/population/repetition.ts';
import { refusalsOf } from '../../cli/simulate/refusals.ts';
import { lintCampaign } from '../../lint/lint.ts';
import { planOf, shippedText } from './people.ts';

const plan = planOf('registration', { people: 60, policy: 'none' });
const [reward] = plan.terms.rewards;
if (reward === undefined) throw new Error('registration has a reward');
const campaign = { kind: 'scope', scope: 'campaign' } as const;
const budget = [{ asset: reward.asset, minor: minorUnits(200_000) }];

/** A budget of 2,000.00 CNY, and an amount of the whole campaign that is a twentieth of it. */
function fitOf(changes: Partial<Terms>): Promise<Fit> {
  return fitRewards(
    { ...plan.terms, budget, ...changes },
    { play: async (terms) => [await playRepetition({ ...plan, terms }, 0)], refusals: () => [] },
  );
}

it.each([
  [
    'rewards.red-packet.caps.perCampaign',
    {
      rewards: [
        {
          ...reward,
          caps: [
            ...reward.caps,
            { scope: 'campaign', unit: 'amount', max: 2000, sides: 'each' } as const,
          ],
        },
      ],
    },
  ],
  [
    'rewards.red-packet.limits[0]',
    {
      rewards: [{ ...reward, limits: [{ of: campaign, every: null, unit: 'amount', max: 2000 }] }],
    },
  ],
  [
    'spec.limits[1]',
    {
      limits: [
        { of: campaign, every: 'hour', unit: 'count', max: 1000, asset: null },
        { of: campaign, every: null, unit: 'amount', max: 2000, asset: reward.asset },
      ],
    },
  ],
] as const)('a fit says that %s holds rewards back', async (path, changes) => {
  const { assets } = await fitOf(changes);
  expect(assets).toMatchObject([{ fits: false, heldBy: [{ path, max: 2000 }] }]);
});

it('of a limit that counts each person apart, it says so', async () => {
  const of = { kind: 'scope', scope: 'person' } as const;
  const limit = { of, every: 'week', unit: 'amount', max: 300, asset: reward.asset } as const;
  const { assets } = await fitOf({ limits: [limit] });
  expect(assets[0]?.heldBy).toEqual([
    { kind: 'amount', path: 'spec.limits[0]', max: 300, of: { one: 'person', every: 'week' } },
  ]);
});

it('what lets a fit through holds nothing back', async () => {
  const caps = [
    ...reward.caps,
    { scope: 'campaign', unit: 'amount', max: 200_000, sides: 'each' } as const,
  ];
  const { assets } = await fitOf({ rewards: [{ ...reward, caps }] });
  expect(assets).toMatchObject([{ fits: true, heldBy: [] }]);
});

it.each(['both', 'each'])('what a fit prints keeps every cap, of %s', (sides) => {
  const bounds = 'perCampaign: "500.00", redemptions: 400, times: { perPerson: 20 }';
  const text = (caps: string, amount: string): string =>
    shippedText('campaigns/registration.yaml')
      .replace('amount: "1.00"', `amount: "${amount}"`)
      .replace('to: inviter', 'to: both')
      .replace('caps: { perLineage: "5.00" }', `caps: ${caps}`);
  const old = compileCampaign(text(`{ perCode: "6.00", ${bounds}, sides: ${sides} }`, '1.00'));
  if (!old.ok) throw new Error(JSON.stringify(old.diagnostics));
  const scaled = scaleRewards(old.terms, { 'CNY/2': 3 });
  const [fragment] = scaled.rewards.map(fragmentOf);
  const made = compileCampaign(text(JSON.stringify(fragment?.['caps']), '3.00'));
  expect(made).toMatchObject({ ok: true, terms: { rewards: scaled.rewards } });
});

const registration = shippedText('campaigns/registration.yaml');

/** The shipped file with a budget, and amounts that are fitted to it. */
async function fileFittedTo(CNY: string): Promise<{ readonly fit: Fit; readonly text: string }> {
  const text = registration.replace(/CNY: "[\d.]+"/, `CNY: "${CNY}"`);
  const compiled = compileCampaign(text);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const { terms } = compiled;
  const fit = await fitRewards(terms, {
    play: async (tried) => [await playRepetition({ ...plan, terms: tried }, 0)],
    refusals: refusalsOf({ text, terms }, 'en'),
  });
  const [fragment] = fit.terms.rewards.map(fragmentOf);
  const fitted = text
    .replace('amount: "1.00"', `amount: "${String(fragment?.['amount'])}"`)
    .replace('caps: { perLineage: "5.00" }', `caps: ${JSON.stringify(fragment?.['caps'])}`);
  return { fit, text: fitted };
}

it.each([
  ['1000000.00', 'more than a red packet may hold', '200.00', '200.01 CNY is no red packet'],
  ['10.00', 'less than a red packet may hold', '1.00', '0.99 CNY is no red packet'],
])('a fit to %s, which asks for %s, stays at what the file may say', async (...row) => {
  const [CNY, , amount, message] = row;
  const { fit, text } = await fileFittedTo(CNY);
  expect(fit.terms.rewards.map(fragmentOf)).toMatchObject([{ amount }]);
  const code = 'WECHAT_RED_PACKET_BOUNDS';
  const path = 'spec.rewards[0].amount';
  const held = { kind: 'rule', path, code, message, expected: '"1.00" to "200.00"' };
  expect(fit.assets).toMatchObject([{ fits: false, heldBy: [held] }]);
  const errors = lintCampaign(text).findings.filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
});
