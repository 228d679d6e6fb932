import { CST, Lexer } from 'yaml';
import type { Diagnostic } from './diagnostic.ts';
import { diagnosticCodes, type DiagnosticCode } from './diagnostic-codes.ts';

/** What is refused before the parser sees the text. */
const limits = { bytesMax: 65_536, depthMax: 32, keysMax: 2000 } as const;

/** C0 and C1 controls other than tab, line feed and carriage return; and a byte order mark inside. */
const control =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/;
const badEncoding = /\ufffd|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Looks at size, characters, depth and number of keys in time linear in the text, without
 * recursion, so that no text can wedge or kill the process in the parser. Undefined: go on.
 */
export function scan(text: string): Diagnostic | undefined {
  if (text.length > limits.bytesMax || new TextEncoder().encode(text).length > limits.bytesMax) {
    return refuse(text, 0, 'FILE_TOO_LARGE', 'at most 64 KiB');
  }
  const bad = badEncoding.exec(text);
  if (bad) return refuse(text, bad.index, 'BAD_ENCODING', 'UTF-8');
  const strange = control.exec(text);
  if (strange) {
    const code = strange[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const found = refuse(text, strange.index, 'CONTROL_CHARACTER', 'plain text in UTF-8');
    return { ...found, value: `U+${code}` };
  }
  return scanStructure(text);
}

/** Counts with the lexer alone: it neither recurses nor builds anything. */
function scanStructure(text: string): Diagnostic | undefined {
  const depth = new Depth();
  let offset = 0;
  let keys = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const token = CST.tokenType(lexeme);
    if (isMark(lexeme)) continue;
    if (token === 'map-value-ind' || token === 'explicit-key-ind') keys += 1;
    if (token === 'comma' || token === 'seq-item-ind') keys += 1;
    if (keys > limits.keysMax) {
      return refuse(text, offset, 'TOO_MANY_KEYS', `at most ${String(limits.keysMax)}`);
    }
    depth.take(token, lexeme);
    if (depth.deepest > limits.depthMax) {
      return refuse(text, offset, 'NESTED_TOO_DEEP', `at most ${String(limits.depthMax)} levels`);
    }
    offset += lexeme.length;
  }
  return undefined;
}

/** The lexer's own marks (document, flow error, scalar) stand for no text. */
function isMark(lexeme: string): boolean {
  return lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END || lexeme === CST.SCALAR;
}

/** An upper bound of how deep the parser would have to go: open brackets, and columns indented to. */
class Depth {
  deepest = 0;
  private flow = 0;
  private column = 0;
  private readonly columns: number[] = [];

  take(token: CST.TokenType | null, lexeme: string): void {
    if (token === 'newline') {
      this.column = 0;
      return;
    }
    if (token === 'flow-map-start' || token === 'flow-seq-start') this.flow += 1;
    if (token === 'flow-map-end' || token === 'flow-seq-end')
      this.flow = Math.max(0, this.flow - 1);
    if (this.flow === 0 && token !== 'space' && token !== 'comment') this.open(token);
    this.deepest = Math.max(this.deepest, this.flow + this.columns.length);
    const lastBreak = lexeme.lastIndexOf('\n');
    this.column = lastBreak < 0 ? this.column + lexeme.length : lexeme.length - lastBreak - 1;
  }

  /** A node at this column closes all that are indented more; an item may share its key's column. */
  private open(token: CST.TokenType | null): void {
    while ((this.columns.at(-1) ?? -1) > this.column) this.columns.pop();
    const isItem =
      token === 'seq-item-ind' || token === 'explicit-key-ind' || token === 'map-value-ind';
    const isSame = this.columns.at(-1) === this.column;
    const doubled = isSame && this.columns.at(-2) === this.column;
    if (!isSame || (isItem && !doubled)) this.columns.push(this.column);
  }
}

function refuse(text: string, offset: number, code: DiagnosticCode, expected: string): Diagnostic {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  const { meaning: message } = diagnosticCodes[code];
  return { code, severity: 'error', message, path: '', line, column, expected };
}
