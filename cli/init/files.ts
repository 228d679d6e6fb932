import { editorSchema } from '../../campaign-test/editor-schema.ts';
import { campaignSchemaForEditors } from '../../compile/editor/extending.ts';
import { schemaForEditors } from '../../compile/editor/schema.ts';
import type { Language } from '../../lang/say.ts';
import { translated } from '../../lang/text.ts';
import { campaignText } from './campaign-text.ts';
import type { Plan } from './plan.ts';
import { schemaName } from './schema-name.ts';
import { testText } from './test-text.ts';
import { workflowText } from './workflow-text.ts';

/** A file to be written. */
export interface NewFile {
  /** Where, from the folder of the project, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Whether it is this campaign's own, or one for all campaigns of the project. */
  readonly for: 'campaign' | 'project';
}

/** Which schema an editor checks which files by, where their first line does not say it. */
function schemasByPattern(language: Language): Readonly<Record<string, readonly string[]>> {
  return {
    [`./campaigns/${schemaName('campaign', language)}`]: [
      'campaigns/*.yaml',
      '!campaigns/*.test.yaml',
    ],
    [`./campaigns/${schemaName('campaign-test', language)}`]: ['campaigns/*.test.yaml'],
  };
}

/** Everything that `usher init` writes; editors will explain keys in that language. */
export function filesOf(plan: Plan, language: Language = 'en'): readonly NewFile[] {
  const own = { for: 'campaign' } as const;
  const shared = { for: 'project' } as const;
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
    {
      ...shared,
      path: `campaigns/${schemaName('campaign', language)}`,
      text: json(campaignSchemaForEditors(language)),
    },
    {
      ...shared,
      path: `campaigns/${schemaName('campaign-test', language)}`,
      text: json(schemaForEditors(editorSchema(), language)),
    },
    {
      ...shared,
      path: '.vscode/settings.json',
      text: json({ 'yaml.schemas': schemasByPattern(language) }),
    },
    {
      ...shared,
      path: '.vscode/extensions.json',
      text: json({ recommendations: ['redhat.vscode-yaml'] }),
    },
    { ...shared, path: '.github/workflows/campaigns.yaml', text: workflowText },
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
  return files
    .filter((file) => file.for === 'campaign')
    .flatMap(({ text }) => text.match(comment) ?? []);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
