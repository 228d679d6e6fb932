import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileCampaign } from '../../compile/campaign.ts';
import { journeyOf } from '../../simulate/population/journey.ts';
import { playRepetition } from '../../simulate/population/repetition.ts';
import { planOf } from './people.ts';

function orders() {
  const file = new URL('../campaign-test/cases/orders.yaml', import.meta.url);
  const made = compileCampaign(readFileSync(file, 'utf8'));
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return made.terms;
}

it('made-up people report properties, as often and in the order that rewards want', async () => {
  const { rewards, funnel } = await playRepetition(
    planOf('first-purchase', { people: 60, terms: orders }),
    0,
  );
  for (const [id, { count }] of Object.entries(rewards)) expect(count, id).toBeGreaterThan(0);
  expect(funnel['order-paid']).toBeLessThanOrEqual(funnel['registered'] ?? 0);
});

it('what a reward wants in another order is done again behind the rest', () => {
  const [first] = orders().rewards;
  if (first === undefined) throw new Error('the campaign has rewards');
  const when = { milestones: ['b', 'a', 'redeemed', 'b'], inOrder: true, condition: null } as const;
  const terms = { milestones: ['a', 'b'], rewards: [{ ...first, when }] };
  expect(journeyOf(terms)).toEqual(['a', 'b', 'b', 'a', 'b']);
});
