import { expect, test } from 'vitest';

import { compileCampaign } from '../../compile/campaign.ts';
import { compilePopulation } from '../../compile/population.ts';
import type { Figures } from '../../simulate/population/figures.ts';
import { playRepetition } from '../../simulate/population/repetition.ts';
import { planOf, shippedText } from './people.ts';

/** Plays a campaign with a few people, of whom `spec` says more. */
async function play(text: string, spec: string): Promise<Figures> {
  const made = compileCampaign(text);
  const people = compilePopulation(
    `apiVersion: usher/v1\nkind: Population\nmetadata: { id: few, title: Few, owner: team }\nspec: { people: 60, ${spec} }\n`,
  );
  if (!made.ok || !people.ok) throw new Error(JSON.stringify([made, people]));
  const { terms, digest } = made;
  const { population } = people;
  return playRepetition({ ...planOf('registration', { days: 10 }), terms, digest, population }, 1);
}

const border = shippedText('campaigns/cross-border.yaml');

test('across borders people redeem from where they may, and pass what their region asks of them', async () => {
  const { people, redemptions } = await play(border, '');
  const { refused, stopped } = people.honest;
  expect(refused.REGION_REQUIRED).toBeUndefined();
  expect(refused.REGION_REFUSED).toBeUndefined();
  // Of three regions one asks for a passport, which is not the doing of any risk rule.
  expect(refused.VERIFICATION_REQUIRED).toBeGreaterThan(redemptions / 10);
  expect(stopped['frozen']).toBeUndefined();
});

test('a population says from where, and those of a region that is refused are refused', async () => {
  const { people, redemptions } = await play(border, 'regions: { CN: 1, US-IL: 1 }');
  expect(people.honest.refused.REGION_REFUSED).toBeGreaterThan(redemptions / 2);
  expect(people.honest.refused.VERIFICATION_REQUIRED).toBeUndefined();
});

test('a limit by store counts each store apart where codes carry one', async () => {
  const text = shippedText('campaigns/registration.yaml')
    .replace('  validity:', '    parameters: [store]\n  validity:')
    .replace('  budget:', '  limits: [{ of: store, every: month, times: 5 }]\n  budget:');
  const granted = async (spec: string): Promise<number> =>
    (await play(text, spec)).rewards['red-packet']?.count ?? 0;
  const [shared, apart] = [await granted(''), await granted('parameters: { store: 8 }')];
  expect(shared).toBeLessThanOrEqual(10);
  expect(apart).toBeGreaterThan(2 * shared);
});
