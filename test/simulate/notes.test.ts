import { expect, test } from 'vitest';

import { notesOf, type Noted } from '../../cli/simulate/notes.ts';
import { compilePopulation } from '../../compile/population.ts';
import type { RewardTerms } from '../../domain/campaign/terms.ts';
import { textOf } from '../../lang/text.ts';
import { redPacket } from '../support/terms.ts';

const reward = { kind: 'cash', asset: 'CNY/2', minor: 0, refused: {} } as const;
const packet: RewardTerms = {
  ...redPacket,
  id: 'packet',
  caps: [{ scope: 'campaign', unit: 'count', max: 53, sides: 'each' }],
};
const milestones = ['registered', 'order-paid'];

function notes(
  invitees: string,
  counts: Readonly<Record<string, number>>,
  refused: Readonly<Record<string, number>> = {},
  { terms, people = [] }: Partial<Pick<Noted, 'terms'> & Pick<Noted['summary'], 'people'>> = {},
): readonly string[] {
  const compiled = compilePopulation(
    `apiVersion: usher/v1\nkind: Population\nmetadata: { id: people, title: People, owner: team }\nspec: { invitees: ${invitees} }\n`,
  );
  if (!compiled.ok) throw new Error('the population has mistakes');
  const rewards = Object.entries(counts).map(([name, count]) => ({
    ...reward,
    ...{ reward: name, count, refused },
  }));
  const found = notesOf({
    terms: { milestones, rewards: [packet], ...terms },
    population: compiled.population,
    summary: { rewards, people },
  });
  return found.map((note) => textOf(note, 'en'));
}

test('what nobody has earned is said, with what purchases are worth', () => {
  expect(notes('{ purchase: "80.00" }', { packet: 3, turnover: 0 })).toEqual([
    'Nobody here has earned turnover: a population file says how many reach which milestone, and what purchases are worth (80.00 on average).',
  ]);
});

test('a milestone of the population that the campaign does not have is named', () => {
  expect(notes('{ milestones: { registered: 0.8, order-payed: 0.9 } }', { packet: 3 })).toEqual([
    'The population says how many reach order-payed, which is no milestone here.',
  ]);
});

test('a cap of the whole campaign that keeps the budget is named, from a tenth of a reward on', () => {
  expect(notes('{}', { packet: 53 }, { CAP_REACHED: 47 })).toEqual([
    'Caps have refused 47 % of packet, one of which is of the whole campaign: how long the budget lasts is what they leave of it.',
  ]);
  expect(notes('{}', { packet: 91 }, { CAP_REACHED: 9 })).toEqual([]);
  expect(notes('{}', { packet: 53 }, { BUDGET_EXHAUSTED: 47 })).toEqual([]);
});

test('where nobody has redeemed, it is said why, and not what nobody has earned', () => {
  const refused = { EXISTING_CUSTOMER: 3, REGION_REQUIRED: 40 };
  const idle = { kind: 'honest', people: 9, tried: 43, redeemed: 0 } as const;
  const honest = { ...idle, refused, stopped: {}, earned: {} };
  expect(notes('{}', { packet: 0 }, {}, { people: [honest] })).toEqual([
    'Nobody here has redeemed a code: most were refused with REGION_REQUIRED.',
  ]);
  expect(notes('{}', { packet: 0 }, {}, { people: [{ ...honest, redeemed: 1 }] })).toEqual([
    expect.stringContaining('has earned packet'),
  ]);
});

test('a limit by what no code carries is said, until the population says how many there are', () => {
  const of = { kind: 'parameter', name: 'shop' } as const;
  const limit = { of, every: 'day', unit: 'count', max: 5, asset: null } as const;
  const terms = { milestones, rewards: [packet], limits: [limit] };
  expect(notes('{}', { packet: 3 }, {}, { terms })).toEqual([
    expect.stringContaining('counts by shop, which no code here carries'),
  ]);
  expect(notes('{}, parameters: { shop: 3 }', { packet: 3 }, {}, { terms })).toEqual([]);
});
