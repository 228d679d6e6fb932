import { say, type Language, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import type { DiagnosticCode } from './diagnostic-codes.ts';

/** An error keeps a file from being published; a warning should be mended; an info is worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** A mistake of an author's, and where it is. The linter has codes of its own. */
export interface Diagnostic<Code extends string = DiagnosticCode> {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  /** Where in the file's structure: `spec.rewards[0].amount`. Empty for the file as a whole. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  readonly file?: string;
  /** The offending text, cut to 60 characters. */
  readonly value?: string;
  /** What would be right. */
  readonly expected: string;
  /** The one word, of several that would be right, that is probably meant. */
  readonly meant?: string;
}

/** What would be right, for people. */
export function rightText(
  { expected, meant }: Pick<Diagnostic<string>, 'expected' | 'meant'>,
  language: Language = 'en',
): string {
  return meant === undefined ? expected : textOf(say`${meant}? (${expected})`, language);
}

export type Path = readonly (string | number)[];

/** A diagnostic before it has a place in the text: `at` says whether key or value is meant. */
export interface Problem<Code extends string = DiagnosticCode> {
  readonly code: Code;
  readonly severity?: Severity;
  readonly path: Path;
  readonly at?: 'key' | 'value';
  readonly message: Said;
  /** What would be right; where that repeats what was written, made of it. */
  readonly expected: Said | ((written: string) => Said);
  readonly meant?: string;
}

/** Where the stages put what they find. */
export type Report = (problem: Problem) => void;

/** Writes a path as people read it: `spec.rewards[0].amount`. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${String(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** By line, then column; of two in one place, by code. */
export function sortDiagnostics<Code extends string>(
  diagnostics: readonly Diagnostic<Code>[],
): Diagnostic<Code>[] {
  return [...diagnostics].sort(
    (a, b) =>
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
