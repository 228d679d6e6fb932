// Writes what is made of the source: JSON Schemas for editors, and two pages. `--check` only looks.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editorSchema } from '../campaign-test/editor-schema.ts';
import { campaignSchemaForEditors } from '../compile/editor/extending.ts';
import { schemaForEditors } from '../compile/editor/schema.ts';
import { policySchema } from '../domain/policy/schema.ts';
import { populationSchema } from '../domain/population/schema.ts';
import { lintOutputSchema } from '../cli/lint/output-schema.ts';
import { languages, type Language } from '../lang/say.ts';
import { shippedWords } from './shipped-words.ts';
import { errorsPage } from './errors-page.ts';
import { findingsPage } from './findings-page.ts';
import { referencePage } from './reference-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function editorsOf(schema: object): (language: Language) => string {
  return (language) => json(schemaForEditors({ ...schema }, language));
}

/** A file in English, and beside it one in each other language: `campaign.zh.schema.json`. */
function inAllLanguages(
  name: string,
  ending: string,
  make: (language: Language) => string,
): Readonly<Record<string, string>> {
  const named = languages.map((language) => [
    `${name}${language === 'en' ? '' : `.${language}`}${ending}`,
    make(language),
  ]);
  return Object.fromEntries(named) as Readonly<Record<string, string>>;
}

const files: Readonly<Record<string, string>> = {
  ...inAllLanguages('campaigns/campaign', '.schema.json', (language) =>
    json(campaignSchemaForEditors(language)),
  ),
  ...inAllLanguages('campaigns/campaign-test', '.schema.json', editorsOf(editorSchema())),
  ...inAllLanguages('rules/policies/policy', '.schema.json', editorsOf(policySchema)),
  ...inAllLanguages(
    'campaigns/populations/population',
    '.schema.json',
    editorsOf(populationSchema),
  ),
  ...inAllLanguages('docs/campaign-reference', '.md', referencePage),
  'docs/errors.md': errorsPage(),
  ...inAllLanguages('docs/findings', '.md', findingsPage),
  'domain/content/shipped.ts': shippedWords(),
  'docs/lint-output.schema.json': json(lintOutputSchema),
};

function present(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const isCheck = process.argv.includes('--check');
const drifted = Object.entries(files).filter(([path, text]) => present(root + path) !== text);
for (const [path, text] of drifted) {
  if (isCheck) {
    console.error(`${path} is not what the source makes of it; run: npm run generate`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(root + path), { recursive: true });
    writeFileSync(root + path, text);
    console.log(`wrote ${path}`);
  }
}
