import type { Language } from '../../lang/say.ts';
import { translated } from '../../lang/text.ts';
import { campaignText } from './campaign-text.ts';
import type { Plan } from './plan.ts';
import { testText } from './test-text.ts';

/** A file to be written. */
export interface NewFile {
  /** Where, from the folder of the project, with slashes. */
  readonly path: string;
  readonly text: string;
  /**
   * The campaign and its test are its author's, and so is the workflow; a schema is made anew with
   * every version of Usher; in settings, only what is missing is put beside what is there.
   */
  readonly for: 'campaign' | 'schema' | 'settings' | 'workflow';
}

/** The campaign and its first tests; editors will explain keys in that language. */
export function filesOf(
  plan: Plan,
  language: Language = 'en',
): readonly [campaign: NewFile, tests: NewFile] {
  const own = { for: 'campaign' } as const;
  return [
    {
      ...own,
      path: `campaigns/${plan.id}.yaml`,
      text: commented(campaignText(plan, language), language),
    },
    {
      ...own,
      path: `campaigns/${plan.id}.test.yaml`,
      text: commented(testText(plan, language), language),
    },
  ];
}

/** A comment behind a line of YAML. */
const comment = /(?<= # ).*$/gm;

/** A text with its comments in a language; the first line of all is for editors. */
function commented(text: string, language: Language): string {
  return text.replaceAll(comment, (words) => translated(words, language));
}

/** Everything that new files say in comments, to be translated. */
export function commentsIn(files: readonly NewFile[]): readonly string[] {
  return files.flatMap(({ text }) => text.match(comment) ?? []);
}
