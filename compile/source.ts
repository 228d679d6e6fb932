import { asIs, phrase, say, type Language, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import { pathText, sortDiagnostics, type Diagnostic, type Problem } from './diagnostic.ts';
import { diagnosticCodes } from './diagnostic-codes.ts';
import { locate } from './locate.ts';
import { nearest } from './nearest.ts';
import { parse, type Parsed } from './parse.ts';
import { scan } from './scan.ts';

/** How many diagnostics are listed at most. */
const listedMax = 200;

/** A text that can be read, with what was already found wrong with it; or only that. */
export type Source =
  | {
      readonly ok: true;
      readonly parsed: Parsed;
      readonly data: unknown;
      readonly found: Diagnostic[];
    }
  | { readonly ok: false; readonly found: Diagnostic[] };

/** How a text is read: what its file is called, and in which language mistakes are told. */
export interface Reading {
  readonly file?: string;
  /** English unless said. */
  readonly language?: Language;
}

/** Scans and parses a text. A byte order mark is taken off first. */
export function open(text: string, language: Language = 'en'): Source {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const refused = scan(plain, language);
  if (refused) return { ok: false, found: [refused] };
  const { parsed, diagnostics, usable } = parse(plain, language);
  if (!usable) return { ok: false, found: diagnostics };
  return { ok: true, parsed, data: parsed.document.toJS({ maxAliasCount: 0 }), found: diagnostics };
}

/** What says that the file is of another kind, and the version when that is another one too. */
export function wrongKind(data: unknown, kind: string): Problem[] {
  const { kind: said, apiVersion } = data as Record<string, unknown>;
  if (said === undefined || said === kind) return [];
  const otherVersion = apiVersion !== undefined && apiVersion !== 'usher/v1';
  return [
    ...(otherVersion
      ? [wrong('apiVersion', say`"apiVersion" cannot be "${shown(apiVersion)}"`, 'usher/v1')]
      : []),
    ofKind(said, kind),
  ];
}

function wrong(path: string, message: Said, expected: string): Problem {
  return { code: 'WRONG_KIND', path: [path], message, expected: asIs(expected) };
}

/** A word that is nearly a kind is a misspelt one; any other is taken for what it says. */
function ofKind(said: unknown, kind: string): Problem {
  const meant = nearestKind(said);
  return meant === undefined
    ? wrong('kind', say`the file is a ${shown(said)}`, kind)
    : wrong('kind', say`"kind" cannot be "${shown(said)}"`, meant);
}

const kinds = ['Campaign', 'CampaignTest', 'RiskPolicy', 'Population'];

/** The kind that a misspelt one is meant to be. */
function nearestKind(said: unknown): string | undefined {
  return typeof said === 'string' && !kinds.includes(said) ? nearest(said, kinds) : undefined;
}

function shown(value: unknown): string | Said {
  return typeof value === 'string' ? value.slice(0, 40) : say`something else`;
}

/** Places, sorts and names everything found; what the schema says of a place goes before more. */
export function conclude(
  source: Extract<Source, { ok: true }>,
  found: { readonly shape: readonly Problem[]; readonly meaning: readonly Problem[] },
  file: string | undefined,
): Diagnostic[] {
  const { parsed } = source;
  const { language } = parsed;
  const taken = new Set(source.found.map(placeOf));
  const placed = (problems: readonly Problem[]): Diagnostic[] =>
    problems
      .map((problem) => locate(parsed, problem))
      .filter((diagnostic) => !taken.has(placeOf(diagnostic)));
  const said = new Set(found.shape.map(({ path }) => pathText(path)));
  const meaning = placed(found.meaning.filter(({ path }) => !said.has(pathText(path))));
  return named([...source.found, ...placed(found.shape), ...meaning], { file, language });
}

function placeOf({ line, column }: Diagnostic): string {
  return `${String(line)}:${String(column)}`;
}

/** Sorted, the first of too many, and with the file's name where there is one. */
export function named<Code extends string>(
  diagnostics: readonly Diagnostic<Code>[],
  { file, language = 'en' }: { file?: string | undefined; language?: Language },
): Diagnostic<Code | 'TOO_MANY_PROBLEMS'>[] {
  const sorted = firstOf(sortDiagnostics(diagnostics), language);
  return file === undefined ? sorted : sorted.map((diagnostic) => ({ ...diagnostic, file }));
}

function firstOf<Code extends string>(
  sorted: readonly Diagnostic<Code>[],
  language: Language,
): Diagnostic<Code | 'TOO_MANY_PROBLEMS'>[] {
  const last = sorted[listedMax - 1];
  if (last === undefined || sorted.length === listedMax) return [...sorted];
  const { meaning, remedy } = diagnosticCodes.TOO_MANY_PROBLEMS;
  const { line, column } = last;
  const note: Diagnostic<'TOO_MANY_PROBLEMS'> = {
    code: 'TOO_MANY_PROBLEMS',
    severity: sorted.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
    message: textOf(phrase(meaning), language),
    path: '',
    line,
    column,
    expected: textOf(phrase(remedy), language),
  };
  return [...sorted.slice(0, listedMax), note];
}
