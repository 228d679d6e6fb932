import { campaignTestSchema } from './schema/file.ts';

const waiting = { type: 'string', pattern: '\\$\\{[a-z][A-Za-z0-9]{0,39}\\}' };
const leaves = ['pattern', 'enum'];

/**
 * The schema for editors: as the one that a filled-in test must pass, and any value of a test's
 * steps and state may wait for its matrix.
 */
export function editorSchema(): object {
  const { properties, ...file } = campaignTestSchema;
  const { tests } = properties;
  const test = tests.items.properties;
  const items = {
    ...tests.items,
    properties: { ...test, steps: waitable(test.steps), then: waitable(test.then) },
  };
  return { ...file, properties: { ...properties, tests: { ...tests, items } } };
}

/** Lets every text, word, number and flag in a schema be a placeholder as well. */
function waitable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(waitable);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = schema as Readonly<Record<string, unknown>>;
  if (isLeaf(parts)) {
    const { description, examples, default: usual, title, ...rest } = parts;
    const said = { title, description, examples, default: usual };
    return { ...JSON.parse(JSON.stringify(said)), anyOf: [rest, waiting] };
  }
  return Object.fromEntries(
    Object.entries(parts).map(([key, value]) => [key, key === 'allOf' ? value : waitable(value)]),
  );
}

function isLeaf(parts: Readonly<Record<string, unknown>>): boolean {
  return (
    'type' in parts &&
    (leaves.some((key) => key in parts) ||
      parts['type'] === 'boolean' ||
      parts['type'] === 'integer')
  );
}
