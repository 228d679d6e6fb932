import { afterEach, expect, it, vi } from 'vitest';

import { openReport } from '../../cli/output/report.ts';
import { reportUnplayed } from '../../cli/simulate/unplayed.ts';
import { planOf } from './people.ts';

const plan = planOf('registration', { people: 500_000, seed: 9 });
const version = { ...plan, file: 'registration.yaml', text: '', variants: new Map() };

afterEach(() => {
  vi.restoreAllMocks();
});

/** What is told of three repetitions of which none was done. */
function told(form: 'text' | 'json' | 'csv'): { readonly said: string; readonly aside: string } {
  let [said, aside] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => (said += String(part)) !== '');
  vi.spyOn(process.stderr, 'write').mockImplementation((part) => (aside += String(part)) !== '');
  reportUnplayed(openReport(form), { versions: [version], asked: 3 }, 'en');
  return { said, aside };
}

const none = 'Interrupted before the first repetition was done: 0 of 3.';

it('what was interrupted before anything was done says what would have been played', () => {
  const { said } = told('text');
  expect(said).toContain(none);
  expect(said).toContain('500,000 people (everyday) on 30 days, seed 9, risk policy default');
});

it('a program finds every key of a simulation there', () => {
  expect(JSON.parse(told('json').said)).toMatchObject({
    ...{ partial: true, seed: 9, comparison: [], fit: null },
    repetitions: { asked: 3, done: 0 },
    population: { people: 500_000 },
    versions: [{ campaign: 'registration', policy: 'default', days: 30, summary: null }],
  });
});

it('a sheet has its head and no lines, and the reason is told beside it', () => {
  const { said, aside } = told('csv');
  expect(said.trim()).toBe('version,figure,of,asset,day,mean,low,median,high');
  expect(aside).toContain(none);
});
