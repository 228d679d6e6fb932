import { editorSchema } from '../../campaign-test/editor-schema.ts';
import { campaignSchemaForEditors } from '../../compile/editor/extending.ts';
import { schemaForEditors } from '../../compile/editor/schema.ts';
import { policySchema } from '../../domain/policy/schema.ts';
import { populationSchema } from '../../domain/population/schema.ts';
import type { Language } from '../../lang/say.ts';
import type { NewFile } from './files.ts';
import { wayToRoot, type Project } from './project.ts';
import { schemaName, type SchemaKind } from './schema-name.ts';
import { nameOf, workflowText } from './workflow-text.ts';

/** The schema of a kind of file, where it lies, and which files are of that kind. */
interface Kind {
  readonly kind: SchemaKind;
  readonly folder: string;
  readonly patterns: readonly string[];
  readonly schema: (language: Language) => object;
}

const kinds: readonly Kind[] = [
  {
    kind: 'campaign',
    folder: 'campaigns',
    patterns: ['campaigns/*.yaml', '!campaigns/*.test.yaml'],
    schema: campaignSchemaForEditors,
  },
  {
    kind: 'campaign-test',
    folder: 'campaigns',
    patterns: ['campaigns/*.test.yaml'],
    schema: (language) => schemaForEditors(editorSchema(), language),
  },
  {
    kind: 'population',
    folder: 'campaigns/populations',
    patterns: ['campaigns/populations/*.yaml'],
    schema: (language) => schemaForEditors({ ...populationSchema }, language),
  },
  {
    kind: 'policy',
    folder: 'rules/policies',
    patterns: ['rules/policies/*.yaml'],
    schema: (language) => schemaForEditors({ ...policySchema }, language),
  },
];

/** What editors read: the schema of every kind of file, in that language, and settings that name them. */
export function editorFiles(project: Project, language: Language): readonly NewFile[] {
  const root = wayToRoot(project);
  const schemas = kinds.map(({ kind, folder, schema }) => ({
    for: 'schema' as const,
    path: `${folder}/${schemaName(kind, language)}`,
    text: json(schema(language)),
  }));
  const settings = { for: 'settings' as const };
  return [
    ...schemas,
    {
      ...settings,
      path: `${root}.vscode/settings.json`,
      text: json({ 'yaml.schemas': schemasByPattern(project, language) }),
    },
    {
      ...settings,
      path: `${root}.vscode/extensions.json`,
      text: json({ recommendations: ['redhat.vscode-yaml'] }),
    },
  ];
}

/** The workflow, where alone GitHub looks for it: at the root of the repository. */
export function workflowFile(project: Project): NewFile {
  return {
    for: 'workflow',
    path: `${wayToRoot(project)}.github/workflows/${nameOf(project.folder)}.yaml`,
    text: workflowText(project),
  };
}

/** Which schema an editor checks which files by, where their first line does not say it. */
function schemasByPattern(
  { folder: within }: Project,
  language: Language,
): Readonly<Record<string, readonly string[]>> {
  const start = within === '' ? '' : `${within}/`;
  return Object.fromEntries(
    kinds.map(({ kind, folder, patterns }) => [
      `./${start}${folder}/${schemaName(kind, language)}`,
      patterns.map((pattern) => pattern.replace(/^!?/, (not) => `${not}${start}`)),
    ]),
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
