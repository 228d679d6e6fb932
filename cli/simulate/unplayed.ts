import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { spanOf, type Plan } from '../../simulate/population/repetition.ts';
import { colours } from '../output/colour.ts';
import type { Report } from '../output/report.ts';
import type { Version } from './inputs.ts';
import { sheet } from './sheet.ts';
import { whole } from './words.ts';

/** What was asked for, where no repetition of it was done in the end. */
export interface Unplayed {
  readonly versions: readonly (Version & Plan)[];
  readonly asked: number;
}

/** Tells in the form that was asked for what would have been played; `summary` is null. */
export function reportUnplayed(
  report: Report,
  { versions, asked }: Unplayed,
  language: Language,
): void {
  const [first] = versions;
  const note = textOf(
    say`Interrupted before the first repetition was done: 0 of ${asked}. Fewer --people or --days make one shorter.`,
    language,
  );
  const text = [colours.yellow(note), ...versions.map((one) => headOf(one, language))].join('\n\n');
  report.result(report.form === 'csv' ? sheet([]) : text, {
    partial: true,
    seed: first?.seed,
    repetitions: { asked, done: 0 },
    population: first?.population,
    versions: versions.map((one) => ({
      ...{ file: one.file, campaign: one.terms.campaign, digest: one.digest },
      ...{ policy: one.policy.id, days: spanOf(one).days, summary: null },
    })),
    comparison: [],
    fit: null,
  });
  if (report.form === 'csv') process.stderr.write(`${note}\n`);
}

function headOf(version: Version & Plan, language: Language): string {
  const { file, terms, population, policy, seed } = version;
  const { days } = spanOf(version);
  const by = say`to be played with ${whole(population.people)} people (${population.id}) on ${days} days, seed ${seed}, risk policy ${policy.id}`;
  return `${colours.bold(terms.campaign)} ${colours.dim(file)}\n${textOf(by, language)}`;
}
