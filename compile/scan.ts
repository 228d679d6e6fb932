import { CST, Lexer } from 'yaml';
import { asIs, phrase, say, type Language, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import { strangeInFile } from './characters.ts';
import type { Diagnostic } from './diagnostic.ts';
import { diagnosticCodes, type DiagnosticCode } from './diagnostic-codes.ts';

/** What is refused before the parser sees the text. */
const limits = {
  bytesMax: 65_536,
  depthMax: 32,
  keysMax: 2000,
  /** A key makes about four words: itself, its colon, its value, a comma. */
  wordsMax: 10_000,
  tokensMax: 20_000,
} as const;

const badEncoding = /\ufffd|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Looks at size, characters, depth and number of keys in time linear in the text, without
 * recursion, so that no text can wedge or kill the process in the parser. Undefined: go on.
 */
export function scan(text: string, language: Language = 'en'): Diagnostic | undefined {
  const found = refusalOf(text);
  if (found === undefined) return undefined;
  const { message, expected, ...rest } = found;
  return { ...rest, message: textOf(message, language), expected: textOf(expected, language) };
}

interface Refusal extends Omit<Diagnostic, 'message' | 'expected'> {
  readonly message: Said;
  readonly expected: Said;
}

function refusalOf(text: string): Refusal | undefined {
  if (text.length > limits.bytesMax || new TextEncoder().encode(text).length > limits.bytesMax) {
    return refuse(text, 0, 'FILE_TOO_LARGE', say`at most 64 KiB`);
  }
  const bad = badEncoding.exec(text);
  if (bad) return refuse(text, bad.index, 'BAD_ENCODING', asIs('UTF-8'));
  const strange = strangeInFile(text);
  if (strange) {
    const { index, ...rest } = strange;
    return { ...refuse(text, index, 'CONTROL_CHARACTER', strange.expected), ...rest };
  }
  return scanStructure(text);
}

/** Counts with the lexer alone: it neither recurses nor builds anything. */
function scanStructure(text: string): Refusal | undefined {
  const depth = new Depth();
  const size = new Size();
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (isMark(lexeme)) continue;
    const token = CST.tokenType(lexeme);
    size.take(token);
    if (size.isTooLarge()) {
      return refuse(text, offset, 'TOO_MANY_KEYS', say`at most ${String(limits.keysMax)}`);
    }
    if (token === 'directive-line') {
      return refuse(
        text,
        offset,
        'TAG_NOT_ALLOWED',
        phrase(diagnosticCodes.TAG_NOT_ALLOWED.remedy),
      );
    }
    depth.take(token, lexeme);
    if (depth.deepest > limits.depthMax) {
      return refuse(
        text,
        offset,
        'NESTED_TOO_DEEP',
        say`at most ${String(limits.depthMax)} levels`,
      );
    }
    offset += lexeme.length;
  }
  return undefined;
}

/** How much there is for the parser to do, which is more than linear in some of it. */
class Size {
  private keys = 0;
  private words = 0;
  private all = 0;

  take(token: CST.TokenType | null): void {
    this.all += 1;
    if (token === 'space' || token === 'newline' || token === 'comment') return;
    this.words += 1;
    if (token === 'map-value-ind' || token === 'explicit-key-ind') this.keys += 1;
    if (token === 'comma' || token === 'seq-item-ind') this.keys += 1;
  }

  isTooLarge(): boolean {
    return (
      this.keys > limits.keysMax || this.words > limits.wordsMax || this.all > limits.tokensMax
    );
  }
}

/** The lexer's own marks (document, flow error, scalar) stand for no text. */
function isMark(lexeme: string): boolean {
  return lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END || lexeme === CST.SCALAR;
}

interface Level {
  readonly column: number;
  readonly kind: CST.TokenType;
}

/** How deep the parser would have to go: brackets that are open, and columns indented to. */
class Depth {
  deepest = 0;
  private flow = 0;
  private column = 0;
  /** Where the key of a mapping may have begun: after a line break, an indicator or a colon. */
  private key: number | null = null;
  private readonly levels: Level[] = [];

  take(token: CST.TokenType | null, lexeme: string): void {
    if (token === 'flow-map-end' || token === 'flow-seq-end')
      this.flow = Math.max(0, this.flow - 1);
    if (this.flow === 0) this.takeBlock(token);
    if (token === 'flow-map-start' || token === 'flow-seq-start') this.flow += 1;
    this.deepest = Math.max(this.deepest, this.flow + this.levels.length);
    const lastBreak = lexeme.lastIndexOf('\n');
    if (lastBreak >= 0) this.key = null;
    this.column = lastBreak < 0 ? this.column + lexeme.length : lexeme.length - lastBreak - 1;
  }

  private takeBlock(token: CST.TokenType | null): void {
    switch (token) {
      case 'space':
      case 'comment':
      case 'newline':
        return;
      case 'seq-item-ind':
      case 'explicit-key-ind':
        this.open({ column: this.column, kind: token });
        this.key = null;
        return;
      case 'map-value-ind':
        this.open({ column: this.key ?? this.column, kind: token });
        this.key = null;
        return;
      default:
        this.key ??= this.column;
    }
  }

  /** Closes all that is indented more. A list may stand in the column of the key that it belongs to. */
  private open(level: Level): void {
    while ((this.levels.at(-1)?.column ?? -1) > level.column) this.levels.pop();
    const known = this.levels.findLastIndex(
      ({ column, kind }) => column === level.column && kind === level.kind,
    );
    if (known >= 0) this.levels.length = known + 1;
    else this.levels.push(level);
  }
}

function refuse(text: string, offset: number, code: DiagnosticCode, expected: Said): Refusal {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  const message = phrase(diagnosticCodes[code].meaning);
  return { code, severity: 'error', message, path: '', line, column, expected };
}
