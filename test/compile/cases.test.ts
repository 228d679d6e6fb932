import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { compileCampaign } from '../../compile/campaign.ts';
import { rightText, type Diagnostic } from '../../compile/diagnostic.ts';
import { diagnosticCodes } from '../../compile/diagnostic-codes.ts';
import { followBases, type Base } from '../../compile/extend/follow.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { compilePopulation } from '../../compile/population.ts';
import { renderDiagnostics } from '../../compile/render.ts';
import { asIs } from '../../lang/say.ts';

/** What a case's want.json says. A case is a folder; adding one adds files, and no code. */
interface Want {
  readonly ok: boolean;
  /** `line:column CODE path`, or `line:column warning CODE path`, in order. */
  readonly found: readonly string[];
  /** Words that stand in a message or in what would be right. */
  readonly says?: readonly string[];
  /** Part of the terms. */
  readonly terms?: object;
}

type Compile = (
  text: string,
  options: { readonly file: string; readonly bases: readonly Base[] },
) =>
  | { readonly ok: true; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const compilers: Readonly<Record<string, Compile>> = {
  'campaign.yaml': compileCampaign,
  'policy.yaml': compilePolicy,
  'population.yaml': compilePopulation,
};

const folder = new URL('cases/', import.meta.url);
const names = readdirSync(folder).sort();

function read(name: string, file: string): string {
  return readFileSync(new URL(`${name}/${file}`, folder), 'utf8');
}

function line(diagnostic: Diagnostic): string {
  const { code, severity, path } = diagnostic;
  const place = `${diagnostic.line}:${diagnostic.column}`;
  return [place, ...(severity === 'warning' ? [severity] : []), code, path].join(' ').trim();
}

/** What a case's campaign extends, from the files beside it. */
async function basesOf(file: string, text: string): Promise<readonly Base[]> {
  return followBases({ file, text }, (from, named) => {
    const path = posix.join(posix.dirname(from), named);
    const at = new URL(path, folder);
    return Promise.resolve(
      existsSync(at)
        ? { file: path, ok: true, text: readFileSync(at, 'utf8') }
        : { file: path, ok: false, why: asIs('there is no such file') },
    );
  });
}

test.each(names)('%s', async (name) => {
  const file = Object.keys(compilers).find((one) => existsSync(new URL(`${name}/${one}`, folder)));
  const compile = compilers[file ?? ''];
  if (file === undefined || compile === undefined) throw new Error(`${name} has no file`);
  const text = read(name, file);
  const want = JSON.parse(read(name, 'want.json')) as Want;
  const path = `${name}/${file}`;
  const options = { file: path, bases: await basesOf(path, text) };
  const made = compile(text, options);
  const found = made.ok ? made.warnings : made.diagnostics;

  expect({ ok: made.ok, found: found.map(line) }).toEqual({ ok: want.ok, found: want.found });
  for (const diagnostic of found) {
    expect(diagnostic.expected).not.toBe('');
    expect(diagnostic.file).toBe(options.file);
  }
  const said = found.map((one) => `${one.message}\n${rightText(one)}`).join('\n');
  for (const words of want.says ?? []) expect(said).toContain(words);
  if (want.terms) expect(made).toMatchObject({ terms: want.terms });

  const rendered = renderDiagnostics(found, text);
  expect(rendered).not.toMatch(/[^\P{Cc}\n\t]/u);
  if (existsSync(new URL(`${name}/rendered.txt`, folder))) {
    expect(rendered).toBe(read(name, 'rendered.txt'));
  }
});

/** Mistakes that only tests of campaigns can have; test/campaign-test has cases of them. */
const ofTests = ['UNKNOWN_NAME', 'TIME_REVERSED', 'MATRIX_UNEVEN', 'UNKNOWN_POLICY'];

test('every diagnostic has a case', () => {
  const found = names.flatMap((name) => (JSON.parse(read(name, 'want.json')) as Want).found);
  const seen = new Set([...found.flatMap((words) => words.split(' ')), ...ofTests]);
  expect(Object.keys(diagnosticCodes).filter((code) => !seen.has(code))).toEqual([]);
});
