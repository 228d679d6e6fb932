import { isAbsolute, relative, resolve, sep } from 'node:path';

import { parseTest, type ParsedTest } from '../campaign-test/parse.ts';
import type { CompiledCampaign } from '../compile/campaign.ts';
import type { Problem } from '../compile/diagnostic.ts';
import type { CompiledPolicy } from '../compile/policy.ts';
import { compilePopulation, type CompiledPopulation } from '../compile/population.ts';
import type { Base } from '../compile/extend/follow.ts';
import { openCampaign } from '../compile/extend/open-campaign.ts';
import { resolveCampaign } from '../compile/extend/resolve.ts';
import { conclude, open } from '../compile/source.ts';
import { assert } from '../domain/assert.ts';
import { say, type Language } from '../lang/say.ts';
import { lintCampaign, lintPolicy, type Around, type Linted } from '../lint/lint.ts';
import { basesOnDisk } from './bases.ts';
import { readText } from './read-text.ts';

/** A file of an author's, and what compiler and linter make of it. */
export type SourceFile = { readonly file: string; readonly text: string } & (
  | ({
      readonly kind: 'campaign';
      /** What it extends, nearest first. */
      readonly bases: readonly Base[];
      /** The text with what it extends in it; where that cannot be read, the text as it is. */
      readonly resolved: string;
    } & Linted<CompiledCampaign>)
  | ({ readonly kind: 'policy' } & Linted<CompiledPolicy>)
  | ({ readonly kind: 'population' } & Linted<CompiledPopulation>)
  | ({ readonly kind: 'test' } & Linted<ParsedTest>)
);

/**
 * Reads and lints files, each once.
 * @throws WrongUse when one cannot be read
 */
export async function readSourceFiles(
  paths: readonly string[],
  language: Language = 'en',
  around: Around = {},
): Promise<SourceFile[]> {
  const distinct = new Map(paths.map((path) => [resolve(path), path]));
  const files: SourceFile[] = [];
  for (const path of distinct.values()) files.push(await readSourceFile(path, language, around));
  return withoutSameIds(files, language);
}

/**
 * Two files of one kind with the same id are a mistake of the later: publishing both would make one
 * the next version of the other.
 */
export function withoutSameIds(files: readonly SourceFile[], language: Language): SourceFile[] {
  const first = new Map<string, string>();
  return files.map((source) => {
    const id = idOf(source);
    if (id === undefined) return source;
    const name = `${source.kind}/${id}`;
    const other = first.get(name);
    first.set(name, other ?? source.file);
    return other === undefined ? source : withSameId(source, { id, other, language });
  });
}

function idOf({ compiled, kind }: SourceFile): string | undefined {
  if (kind === 'test' || !compiled.ok) return undefined;
  if ('terms' in compiled) return compiled.terms.campaign;
  return 'policy' in compiled ? compiled.policy.id : compiled.population.id;
}

function withSameId(
  source: SourceFile,
  { id, other, language }: { id: string; other: string; language: Language },
): SourceFile {
  const opened =
    source.kind === 'campaign'
      ? openCampaign(source.text, source.bases, language)
      : open(source.text, language);
  assert(opened.ok, 'what was compiled can be opened');
  const problem: Problem = {
    code: 'DUPLICATE_ID',
    path: ['metadata', 'id'],
    message: say`${other} has the id "${id}" too`,
    expected: say`an id of its own`,
  };
  const found = conclude(opened, { shape: [problem], meaning: [] }, source.file);
  return { ...source, findings: [...found, ...source.findings] };
}

/** A text that was read, and how its file is called. */
export type ReadFile = Pick<SourceFile, 'file' | 'text'>;

/**
 * Reads and lints a file. What does not say that it is something else is taken for a campaign.
 * @throws WrongUse when it cannot be read
 */
export async function readSourceFile(
  path: string,
  language: Language = 'en',
  around: Around = {},
): Promise<SourceFile> {
  return lintRead(await readNamed(path), language, around);
}

/**
 * Reads a file.
 * @throws WrongUse when it cannot be read
 */
export async function readNamed(path: string): Promise<ReadFile> {
  return { file: fromHere(path), text: await readText(path) };
}

/**
 * Lints what was read, with what it extends.
 * @throws WrongUse when a base cannot be read
 */
export async function lintRead(
  own: ReadFile,
  language: Language,
  around: Around = {},
): Promise<SourceFile> {
  return compileSource(own, await basesOnDisk(own, readText), language, around);
}

/** Compiles a text that came from `file`, or from somewhere that is called so, with what it extends. */
export function compileSource(
  { file, text }: ReadFile,
  bases: readonly Base[],
  language: Language = 'en',
  around: Around = {},
): SourceFile {
  const reading = { file, language };
  switch (kindOf(file, text)) {
    case 'RiskPolicy':
      return { file, text, kind: 'policy', ...lintPolicy(text, reading) };
    case 'Population': {
      const compiled = compilePopulation(text, reading);
      const findings = compiled.ok ? compiled.warnings : compiled.diagnostics;
      return { file, text, kind: 'population', compiled, findings, silenced: [] };
    }
    case 'CampaignTest': {
      const compiled = parseTest(text, file, language);
      const findings = compiled.ok ? [] : compiled.diagnostics;
      return { file, text, kind: 'test', compiled, findings, silenced: [] };
    }
    default:
      return {
        ...{ file, text, kind: 'campaign', bases, resolved: resolveCampaign(text, bases) ?? text },
        ...lintCampaign(text, { ...reading, ...around, bases }),
      };
  }
}

/** What a text says that it is; a test that does not say it is known by its name, or by its tests. */
export function kindOf(file: string, text: string): string | undefined {
  const said = /^["']?kind["']?\s*:\s*["']?([^\s"']*)/m.exec(text)?.[1];
  if (said !== undefined) return said;
  return /[.]test[.]ya?ml$/.test(file) || /^tests\s*:/m.test(text) ? 'CampaignTest' : undefined;
}

/** Whether anything was found that keeps the file from being published. */
export function hasErrors({ findings }: SourceFile): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** As it was named; from here on, where it lies below. */
function fromHere(path: string): string {
  const way = relative('.', path);
  return isAbsolute(path) && way !== '..' && !way.startsWith(`..${sep}`) ? way : path;
}
