import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { compileCampaign } from '../../compile/campaign.ts';
import type { Diagnostic } from '../../compile/diagnostic.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { renderDiagnostics } from '../../compile/render.ts';

const folder = new URL('../../campaigns/', import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => /^[a-z-]+\.yaml$/.test(name))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));
const policy = readFileSync(new URL('../../rules/policies/default.yaml', import.meta.url), 'utf8');

/** `RUNS=5000` looks longer than every test run can. */
const runs = Number(process.env['RUNS'] ?? 100);

/** Compiles both ways; whatever the text is, the answer is terms or placed diagnostics. */
function survive(text: string): void {
  const lines = text.split('\n').length;
  for (const made of [compileCampaign(text), compilePolicy(text)]) {
    const found: readonly Diagnostic[] = made.ok ? made.warnings : made.diagnostics;
    if (!made.ok) expect(found.some(({ severity }) => severity === 'error')).toBe(true);
    for (const { line, column, expected } of found) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(expected).not.toBe('');
    }
    renderDiagnostics(found, text);
  }
}

/** Paths of every value in a tree. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [
    [...path],
    ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key])),
  ];
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  const copy = (
    Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  ) as Record<string, unknown>;
  if (rest.length === 0 && by === undefined && !Array.isArray(copy))
    Reflect.deleteProperty(copy, step);
  else copy[step] = replaced(copy[step], rest, by);
  return copy;
}

const strange = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    '',
    0,
    -1,
    1.5,
    1e300,
    true,
    [],
    {},
    [[]],
    [{}],
    'x',
    '24h',
    '1.00',
  ),
  fc.constantFrom(
    'redeemed',
    'long-term',
    'until-campaign-end',
    'both',
    'manual',
    'never',
    '9'.repeat(30),
  ),
  fc.string({ maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
);

test('no value in any place of a shipped file makes the compiler stumble', () => {
  const tree = fc.constantFrom(...[...texts, policy].map((text) => parse(text) as unknown));
  const change = tree.chain((value) =>
    fc
      .array(fc.tuple(fc.constantFrom(...pathsOf(value).slice(1)), strange), {
        minLength: 1,
        maxLength: 3,
      })
      .map((changes) => ({ value, changes })),
  );
  fc.assert(
    fc.property(change, ({ value, changes }) => {
      let changed = value;
      for (const [path, by] of changes) {
        if (path.slice(0, -1).every((_, index) => isTree(changed, path.slice(0, index + 1)))) {
          changed = replaced(changed, path, by);
        }
      }
      survive(stringify(changed));
    }),
    { numRuns: runs },
  );
});

function isTree(value: unknown, path: readonly string[]): boolean {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return false;
    at = (at as Record<string, unknown>)[step];
  }
  return typeof at === 'object' && at !== null;
}

test('no change of characters in a shipped file makes the compiler stumble', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      ':',
      '- ',
      '? ',
      '|',
      '>',
      '"',
      "'",
      '#',
      '&a ',
      '*a',
      '!t ',
      '\t',
      '\n',
    ),
    fc.constantFrom(
      '---\n',
      '...\n',
      '<<',
      '%',
      '\u0000',
      '\ufeff',
      '\ud800',
      ',',
      '__proto__: 1',
      '~',
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...texts, policy),
      fc.array(fc.tuple(fc.nat(2000), fc.nat(6), piece), { minLength: 1, maxLength: 4 }),
      (text, changes) => {
        let changed = text;
        for (const [at, remove, add] of changes) {
          changed = changed.slice(0, at) + add + changed.slice(at + remove);
        }
        survive(changed);
      },
    ),
    { numRuns: runs },
  );
});

test('hostile texts of full size are answered quickly', () => {
  const size = 65_000;
  const hostile = [
    '[',
    '{',
    '- ',
    '? ',
    '"',
    "'",
    '[ #]\n',
    '[a: ',
    '!',
    '&a ',
    '*a ',
    'a: ',
    '\n',
    '{a,',
  ];
  for (const piece of [...hostile, ...hostile]) {
    survive(piece.repeat(Math.floor(size / piece.length)));
  }
  survive(Array.from({ length: 2100 }, (_, index) => `k${index}: 1\n`).join(''));
  survive(`x-a: ${'9'.repeat(60_000)}`);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
