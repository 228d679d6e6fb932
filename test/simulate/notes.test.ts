import { expect, test } from 'vitest';

import { notesOf } from '../../cli/simulate/notes.ts';
import { compilePopulation } from '../../compile/population.ts';
import { textOf } from '../../lang/text.ts';

const reward = { kind: 'cash', asset: 'CNY/2', minor: 0, refused: {} } as const;
const milestones = ['registered', 'order-paid'];

function notes(invitees: string, counts: Readonly<Record<string, number>>): readonly string[] {
  const compiled = compilePopulation(
    `apiVersion: usher/v1\nkind: Population\nmetadata: { id: people, title: People, owner: team }\nspec: { invitees: ${invitees} }\n`,
  );
  if (!compiled.ok) throw new Error('the population has mistakes');
  const rewards = Object.entries(counts).map(([name, count]) => ({
    ...reward,
    reward: name,
    count,
  }));
  const found = notesOf({
    terms: { milestones },
    population: compiled.population,
    summary: { rewards },
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
