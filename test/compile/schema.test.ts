import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { campaignTestSchema } from '../../campaign-test/schema/file.ts';
import { campaignSchema } from '../../domain/campaign/schema.ts';
import { policySchema } from '../../domain/policy/schema.ts';
import { populationSchema } from '../../domain/population/schema.ts';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema | false>>;
  readonly items?: Schema;
  readonly additionalProperties?: unknown;
}

/** Every described key of a schema, with its path. */
function* keys(schema: Schema, path: string): Generator<readonly [string, Schema]> {
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    if (value === false) continue;
    yield [`${path}.${key}`, value];
    yield* keys(value, `${path}.${key}`);
    if (value.items) yield* keys(value.items, `${path}.${key}[]`);
  }
}

const all = [
  ...keys(campaignSchema as Schema, 'campaign'),
  ...keys(policySchema as Schema, 'policy'),
  ...keys(populationSchema, 'population'),
  ...keys(campaignTestSchema, 'test'),
];

const schemas = { campaignSchema, policySchema, populationSchema, campaignTestSchema };

// The compiler takes that for granted, since to look takes time at each start.
test.each(Object.entries(schemas))('%s is a valid JSON Schema', async (_name, schema) => {
  const ajv = new Ajv();
  expect(await ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
  expect(ajv.validateSchema({ ...schema, required: 'spec' })).toBe(false);
});

/** Keys whose possible values are listed or described in themselves. */
const speaksForItself = ['enum', 'const', 'properties', 'items', 'allOf'];

test.each(all)('%s tells an editor what it is', (path, schema) => {
  expect(schema['description'], path).toMatch(/.{3,}/);
  const hints = ['default', 'examples', ...speaksForItself].filter((word) => word in schema);
  if (schema['type'] === 'boolean') hints.push('boolean');
  if (!/\.(?:budget|batchMax|approvalAbove|minimum|spend|costPerInvitee)\./.test(path))
    expect(hints, `${path} has no example and no default`).not.toEqual([]);
});

test('no mapping takes keys that it does not know, but labels and wording', () => {
  const open = all
    .flatMap(([path, schema]) => [
      [path, schema] as const,
      [`${path}[]`, schema.items ?? {}] as const,
    ])
    .filter(([, schema]) => schema['type'] === 'object' && schema.additionalProperties !== false)
    .map(([path]) => path);
  expect(open).toEqual([
    'campaign.metadata.labels',
    'campaign.spec.wording',
    'policy.metadata.labels',
    'population.metadata.labels',
  ]);
});
