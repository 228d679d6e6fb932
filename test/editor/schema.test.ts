import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';

import { editorKeywords, schemaForEditors, type Schema } from '../../compile/editor/schema.ts';
import { open } from '../../compile/source.ts';
import { campaignSchema } from '../../domain/campaign/schema.ts';
import { policySchema } from '../../domain/policy/schema.ts';

const kinds = [
  { file: 'campaign.yaml', schema: campaignSchema },
  { file: 'policy.yaml', schema: policySchema },
];

/** As strict as the compiler, which knows no words for editors. */
function validatorOf(schema: object): (data: unknown) => boolean {
  const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
  ajv.addVocabulary([...editorKeywords]);
  const validate = ajv.compile(schema);
  return (data) => validate(data);
}

/** What the compiler's test files of this name say, where they can be read at all. */
function readable(file: string): readonly { readonly name: string; readonly data: unknown }[] {
  const folder = 'test/compile/cases';
  const names = readdirSync(folder).filter((name) =>
    readdirSync(`${folder}/${name}`).includes(file),
  );
  return names.flatMap((name) => {
    const source = open(readFileSync(`${folder}/${name}/${file}`, 'utf8'));
    return source.ok ? [{ name, data: source.data }] : [];
  });
}

test.each(kinds)('an editor and the compiler accept the same $file', ({ file, schema }) => {
  const [compiler, editor] = [validatorOf(schema), validatorOf(schemaForEditors(schema))];
  const answers = readable(file).map(({ name, data }) => ({
    name,
    compiler: compiler(data),
    editor: editor(data),
  }));
  expect(answers.filter((answer) => answer.compiler !== answer.editor)).toEqual([]);
  expect(new Set(answers.map((answer) => answer.editor))).toEqual(new Set([true, false]));
});

/** Every list of words in a schema, with the path of its key. */
function* listsOfWords(schema: Schema, path = ''): Generator<readonly [string, Schema]> {
  if (schema['enum'] !== undefined) yield [path, schema];
  for (const keyword of ['properties', 'definitions']) {
    for (const [key, part] of Object.entries((schema[keyword] ?? {}) as Record<string, Schema>)) {
      yield* listsOfWords(part, `${path}.${key}`);
    }
  }
  if (schema['items'] !== undefined) yield* listsOfWords(schema['items'] as Schema, `${path}[]`);
}

test('every word is explained beside itself, but currencies and weekdays', () => {
  const lists = kinds.flatMap(({ schema }) => [...listsOfWords(schemaForEditors(schema))]);
  const unexplained = lists.filter(([, { enum: words, markdownEnumDescriptions: meanings }]) => {
    return new Set(meanings as string[]).size < (words as string[]).length;
  });
  expect(unexplained.map(([path]) => path)).toEqual([
    '.spec.redemption.openingHours[].days[]',
    '.spec.rewards[].currency',
    '.spec.rewards[].payout.weekday',
  ]);
});
