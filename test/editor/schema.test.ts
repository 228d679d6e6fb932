import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';

import { editorKeywords, schemaForEditors, type Schema } from '../../compile/editor/schema.ts';
import { open } from '../../compile/source.ts';
import { editorSchema } from '../../campaign-test/editor-schema.ts';
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

test.each(['en', 'zh'] as const)(
  'every act and outcome of a test is explained in %s',
  (language) => {
    const { definitions = {}, ...file } = schemaForEditors(editorSchema(), language);
    const lists = [file, definitions].flatMap((one) => [...everyList(one)]);
    const word = (name: string): unknown =>
      lists.flatMap(({ enum: words, markdownEnumDescriptions: meanings }) =>
        (words as string[]).includes(name)
          ? [(meanings as string[] | undefined)?.[(words as string[]).indexOf(name)]]
          : [],
      )[0];
    const said = ['issue', 'wait', 'ok', 'CODE_FROZEN', 'emulator'].map(word);
    expect(said).toEqual(
      language === 'en'
        ? [
            'Somebody gets a code.',
            'Nothing but time goes by.',
            'It is done.',
            'The code is frozen.',
            'The device is made up by a program.',
          ]
        : [
            '有人得到一个码。',
            '只是时间过去。',
            '成功完成。',
            '码已冻结。',
            '设备是由程序模拟的。',
          ],
    );
    const silent = lists.filter(
      ({ enum: words, markdownEnumDescriptions: meanings }) =>
        (words as string[]).includes('issue') &&
        new Set(meanings as string[]).size < (words as string[]).length,
    );
    expect(silent).toEqual([]);
  },
);

/** Every list of words, wherever it stands. */
function* everyList(value: unknown): Generator<Schema> {
  if (typeof value !== 'object' || value === null) return;
  if ('enum' in value && Array.isArray(value.enum)) yield value;
  for (const one of Object.values(value)) yield* everyList(one);
}

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
    '.spec.validity.renewal.currency',
    '.spec.redemption.openingHours[].days[]',
    '.spec.rewards[].currency',
    '.spec.rewards[].payout.weekday',
  ]);
});
