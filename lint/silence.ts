import { CST, Lexer } from 'yaml';
import type { Diagnostic } from '../compile/diagnostic.ts';
import { diagnosticCodes } from '../compile/diagnostic-codes.ts';
import type { Parsed } from '../compile/parse.ts';
import { textOf } from '../lang/text.ts';
import { nearest } from '../compile/nearest.ts';
import { findings, isFindingId, type FindingId } from './catalogue.ts';
import type { silenceFindings } from './silence-findings.ts';
import { asIs, say, type Language, type Said } from '../lang/say.ts';

/** What is meant to silence something, however it is written. */
const attempt = /^#+\s*(usher[-_ ]?ignore)(?![A-Za-z0-9_-])(.*)$/i;
/** `# usher-ignore ID: reason`, on the line of a finding or on a line of its own above it. */
const keyword = 'usher-ignore';
/** What stands after it. */
const form = /^(?:\s+([A-Za-z0-9_]+))?\s*(?::\s*(.*\S)?\s*)?$/;

interface Silence {
  /** As it is written, `usher-ignore` where it counts. */
  readonly word: string;
  /** Empty where none is given. */
  readonly id: string;
  readonly reason: string | undefined;
  /** Whether what follows the word has the form of one id and a reason. */
  readonly isFormed: boolean;
  readonly line: number;
  readonly column: number;
  /** The line that it is for. */
  readonly covers: number;
}

/** A finding that its author has silenced, and why. */
export interface Silenced<Code extends string> {
  readonly finding: Diagnostic<Code>;
  readonly reason: string;
}

/** What is left of the findings, what was silenced, and what is wrong with the silencing itself. */
export interface Heard<Code extends string> {
  readonly findings: readonly Diagnostic<Code | FindingId>[];
  readonly silenced: readonly Silenced<Code>[];
}

/**
 * Takes out what comments silence. `isWhole`: the file has compiled, so that everything that could
 * be found was looked for, and a comment that silences nothing can be told.
 */
export function silence<Code extends string>(
  { text, language }: Pick<Parsed, 'text' | 'language'>,
  found: readonly Diagnostic<Code>[],
  isWhole: boolean,
): Heard<Code> {
  const silences = silencesIn(text);
  const used = new Set<Silence>();
  const silenced: Silenced<Code>[] = [];
  const left = found.filter((finding) => {
    const own = silences.find(
      (one) => one.word === keyword && one.id === finding.code && one.covers === finding.line,
    );
    if (own === undefined) return true;
    used.add(own);
    if (own.reason === undefined || !canBeSilenced(finding)) return true;
    silenced.push({ finding, reason: own.reason });
    return false;
  });
  const about = silences.flatMap((own) => {
    const wrong = fault(own, { found: used.has(own) ? found : [], isWhole });
    return wrong === undefined ? [] : [told(wrong, own, language)];
  });
  return { findings: [...left, ...about], silenced };
}

const known = [...Object.keys(findings), ...Object.keys(diagnosticCodes)];

function canBeSilenced({ code, severity }: Diagnostic<string>): boolean {
  return isFindingId(code) ? findings[code].fixed !== true : severity !== 'error';
}

interface Fault {
  readonly code: keyof typeof silenceFindings;
  readonly says: Said;
  readonly right: Said;
}

/** What is wrong with one comment; undefined when it does what it says. */
function fault(
  own: Silence,
  { found, isWhole }: { found: readonly Diagnostic<string>[]; isWhole: boolean },
): Fault | undefined {
  const wrong = misformed(own);
  if (wrong !== undefined) return { code: 'SILENCE_WITHOUT_EFFECT', ...wrong };
  const meant = found.find(({ code, line }) => code === own.id && line === own.covers);
  if (own.reason === undefined) {
    const here = found.find((one) => one.line === own.covers && canBeSilenced(one));
    const id = own.id === '' ? (here?.code ?? 'CAP_WITHOUT_EFFECT') : own.id;
    return {
      code: 'SILENCE_WITHOUT_REASON',
      says: say`no reason is given`,
      right: say`# usher-ignore ${id}: why it may stay`,
    };
  }
  if (!known.includes(own.id)) {
    const near = nearest(own.id, known);
    return {
      code: 'SILENCE_WITHOUT_EFFECT',
      says: say`there is no finding "${own.id}"`,
      right: near === undefined ? say`an id of docs/findings.md` : asIs(`${near}?`),
    };
  }
  if (meant !== undefined && !canBeSilenced(meant)) {
    return {
      code: 'SILENCE_REFUSED',
      says: say`${own.id} cannot be silenced`,
      right: asIs(meant.expected),
    };
  }
  if (meant !== undefined || !isWhole) return undefined;
  const says = say`${own.id} is not found on line ${own.covers}`;
  return { code: 'SILENCE_WITHOUT_EFFECT', says, right: say`no such comment` };
}

/** Why a comment is none that is listened to, whatever it names. */
function misformed({ word, id, reason, isFormed }: Silence): Omit<Fault, 'code'> | undefined {
  const right = say`# usher-ignore ID: why it may stay`;
  if (word !== keyword) return { says: say`it is written "${word}"`, right };
  if (!isFormed) return { says: say`it does not name one finding, a colon and a reason`, right };
  return id === '' && reason !== undefined ? { says: say`no finding is named`, right } : undefined;
}

function told(
  { code, says, right }: Fault,
  { line, column }: Silence,
  language: Language,
): Diagnostic<FindingId> {
  const { severity } = findings[code];
  const [message, expected] = [textOf(says, language), textOf(right, language)];
  return { code, severity, message, path: '', line, column, expected };
}

/** Comments as YAML sees them: a hash inside a text is none. */
function silencesIn(text: string): Silence[] {
  const lines = text.split('\n');
  const covered = linesCovered(lines);
  const silences: Silence[] = [];
  let at: Place = { line: 1, column: 1 };
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END || lexeme === CST.SCALAR) continue;
    const match = CST.tokenType(lexeme) === 'comment' ? attempt.exec(lexeme.trimEnd()) : null;
    if (match !== null) {
      const { line, column } = at;
      const isAlone = (lines[line - 1] ?? '').slice(0, column - 1).trim() === '';
      const covers = isAlone ? (covered[line - 1] ?? line) : line;
      silences.push({ ...partsOf(match), line, column, covers });
    }
    at = after(at, lexeme);
  }
  return silences;
}

function partsOf([, word = '', rest = '']: RegExpExecArray): Pick<
  Silence,
  'word' | 'id' | 'reason' | 'isFormed'
> {
  const [whole, id = '', reason] = form.exec(rest) ?? [];
  return { word, id, reason, isFormed: whole !== undefined };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function after({ line, column }: Place, text: string): Place {
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  return lines.length === 1
    ? { line, column: column + last.length }
    : { line: line + lines.length - 1, column: last.length + 1 };
}

/** For each line, the first one after it that is neither blank nor a comment; itself where there is none. */
function linesCovered(lines: readonly string[]): readonly number[] {
  const covered: number[] = [];
  let next: number | null = null;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    covered[at] = next ?? at + 1;
    const own = (lines[at] ?? '').trim();
    if (own !== '' && !own.startsWith('#')) next = at + 1;
  }
  return covered;
}
