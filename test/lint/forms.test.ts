import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintOutputSchema } from '../../cli/lint/output-schema.ts';
import { usher, type Run } from '../cli/usher.ts';
import { allCases } from './all-cases.ts';
import { edited } from './base.ts';
import { hostileFiles } from './hostile-files.ts';

const broken = 'test/cli/cases/broken.yaml';
const right = 'test/cli/cases/right.yaml';
const require = createRequire(import.meta.url);

let folder: string;
/** A file of every case, and of every hostile file but the largest. */
let all: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usher-forms-'));
  const texts = [
    ...Object.values(allCases).flatMap((cases) => cases.map(([, edits]) => edited(...edits))),
    ...hostileFiles.map(([, bytes]) => bytes).filter(({ length }) => length < 100_000),
  ];
  all = texts.map((_, index) => join(folder, `a, b:${index} 100%.yaml`));
  await Promise.all(all.map((path, index) => writeFile(path, texts[index] ?? '')));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function lint(...args: string[]): Promise<Run> {
  return usher(['lint', ...args]);
}

/** What the schema has against a value; undefined when nothing. */
function against(schema: object, value: unknown): unknown {
  const ajv = new Ajv({
    strict: false,
    validateFormats: false,
    unicodeRegExp: false,
    allErrors: true,
  });
  const validate = ajv.compile(schema);
  return validate(value) ? undefined : validate.errors;
}

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
      readonly suppressions: readonly { readonly justification: string }[];
    }[];
  }[];
}

describe('SARIF', () => {
  /**
   * The schema of OASIS, as a package of Microsoft's ships it. It is written in draft-04, of which it
   * uses nothing that draft-07 reads otherwise but the names of its own two keys.
   */
  const { $schema, id, ...schema } = JSON.parse(
    readFileSync(
      join(require.resolve('@microsoft/jest-sarif'), '../schemas/sarif-2.1.0-rtm.5.json'),
      'utf8',
    ),
  ) as Record<string, unknown>;

  test('is checked against version 2.1.0', () => {
    expect($schema).toBe('http://json-schema.org/draft-04/schema#');
    expect(id).toContain('sarif-2.1.0');
  });

  test('of everything that can be found fits the schema', async () => {
    const { code, stdout } = await lint('--format', 'sarif', broken, ...all);
    expect(code).toBe(1);
    const log = JSON.parse(stdout) as Sarif;
    expect(against(schema, log)).toBeUndefined();
    const [run] = log.runs;
    expect(run?.results.length).toBeGreaterThan(200);
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      const uri = result.locations[0]?.physicalLocation.artifactLocation.uri ?? ' ';
      expect(uri).toMatch(/^[A-Za-z0-9._~/%-]+$/);
    }
  });

  test('of what is silenced carries the reason; of nothing it is an empty list', async () => {
    const silenced = JSON.parse((await lint('--format', 'sarif', right)).stdout) as Sarif;
    expect(against(schema, silenced)).toBeUndefined();
    expect(silenced.runs[0]?.results).toMatchObject([
      { ruleId: 'CAP_ESCAPED', suppressions: [{ kind: 'inSource' }] },
      { ruleId: 'WORST_CASE_ABOVE_BUDGET', suppressions: [{ kind: 'inSource' }] },
    ]);
    const { code, stdout } = await lint('--format', 'sarif', 'rules/policies/default.yaml');
    expect(code).toBe(0);
    expect(against(schema, JSON.parse(stdout))).toBeUndefined();
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ results: [] }] });
  });

  test('the schema would say so', () => {
    expect(against(schema, { version: '2.1.0', runs: [{ tool: {} }] })).toBeDefined();
  });
});

describe('JSON', () => {
  test('of everything that can be found fits its schema', async () => {
    const { stdout } = await lint('--format', 'json', broken, ...all);
    expect(against(lintOutputSchema, JSON.parse(stdout))).toBeUndefined();
    const same = await lint('--output', 'json', broken);
    expect(same.stdout).toBe((await lint('--format', 'json', broken)).stdout);
    expect(against(lintOutputSchema, { schemaVersion: 1 })).toBeDefined();
  });
});

describe('GitHub', () => {
  test('one line a finding, with what would end the line or the property written otherwise', async () => {
    const { stdout } = await lint('--format', 'github', broken, ...all);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(200);
    for (const line of lines) {
      expect(line).toMatch(
        /^::(?:error|warning|notice) file=[^,:]+,line=\d+,col=\d+,endColumn=\d+,title=[A-Z_]+::[^\r]+%0Aright would be: /,
      );
    }
    expect(lines.some((line) => /a%2C b%3A\d+ 100%25[.]yaml/.test(line))).toBe(true);
    expect((await lint('--format', 'github', right)).stdout).toBe('');
  });
});

describe('exit codes', () => {
  async function codesOf(text: string): Promise<[plain: number, strict: number]> {
    const path = join(folder, 'campaign.yaml');
    await writeFile(path, text);
    return [(await lint(path)).code, (await lint('--strict', path)).code];
  }

  test('an info is 0; a warning is 0, and 1 with --strict; an error is 1', async () => {
    expect(
      await codesOf(edited(['milestones: [registered]', 'milestones: [registered, bought]'])),
    ).toEqual([0, 0]);
    expect(await codesOf(edited(['lifetime: 24h', 'lifetime: 31d']))).toEqual([0, 1]);
    expect(await codesOf(edited(['platform: generic', 'platform: alipay']))).toEqual([1, 1]);
  });

  test('a form that there is not is wrong use', async () => {
    expect(await lint('--format', 'xml', right)).toMatchObject({ code: 2, stdout: '' });
  });
});

test('publishing refuses what the linter calls an error', async () => {
  const path = join(folder, 'campaign.yaml');
  await writeFile(path, edited(['platform: generic', 'platform: alipay']));
  const run = await usher(['publish', path]);
  expect(run).toMatchObject({ code: 1, stderr: '' });
  expect(run.stdout).toContain('ALIPAY_VALIDITY');
  expect(run.stdout).toContain('Nothing was published');
});
