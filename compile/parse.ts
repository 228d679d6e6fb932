import {
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type ErrorCode,
  type Node,
  type Pair,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { textOf } from '../lang/text.ts';
import { strangeInText } from './characters.ts';
import type { Diagnostic } from './diagnostic.ts';
import { diagnosticCodes, type DiagnosticCode } from './diagnostic-codes.ts';
import { asIs, phrase, say, type Language, type Said } from '../lang/say.ts';
import type { Layers } from './extend/origin.ts';

type YamlDocument = Document.Parsed;

/** A text that is YAML of the kind that is read here, with what is needed to find places in it. */
export interface Parsed {
  readonly text: string;
  readonly lines: LineCounter;
  readonly document: YamlDocument;
  /** In which it is said what is wrong with it. */
  readonly language: Language;
  /** Of a text whose data is put together of several places. */
  readonly layers?: Layers;
}

/** What is said in place of what is usually said of a code, and what is written there. */
interface Detail {
  readonly message?: Said;
  readonly expected?: Said;
  readonly value?: string;
}

type Found = (code: DiagnosticCode, offset: number, detail?: Detail) => void;

/** Keys that could reach an object's prototype when copied carelessly. */
const reservedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads one YAML 1.2 document of the core schema, without anchors, aliases, merge keys or tags. */
export function parse(
  text: string,
  language: Language,
): {
  parsed: Parsed;
  diagnostics: Diagnostic[];
  usable: boolean;
} {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: false,
    prettyErrors: false,
    resolveKnownTags: false,
    schema: 'core',
    stringKeys: true,
    uniqueKeys: true,
    version: '1.2',
  });
  const diagnostics: Diagnostic[] = [];
  const found: Found = (code, offset, detail = {}) => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    const { meaning, remedy } = diagnosticCodes[code];
    const { message = phrase(meaning), expected = phrase(remedy), ...rest } = detail;
    diagnostics.push({
      code,
      severity: 'error',
      path: '',
      line: Math.max(1, line),
      column: Math.max(1, col),
      message: textOf(message, language),
      expected: textOf(expected, language),
      ...rest,
    });
  };
  for (const error of withoutEcho(document.errors)) reportError(error, text, found);
  checkNodes(document, found);
  if (diagnostics.length === 0 && !isMap(document.contents)) {
    const empty = document.contents === null || isEmptyScalar(document.contents);
    if (empty) found('EMPTY_FILE', 0);
    else
      found('WRONG_TYPE', 0, {
        message: say`the file is not a mapping`,
        expected: asIs('key: value'),
      });
  }
  const usable = isMap(document.contents) && diagnostics.every(({ code }) => isHarmless(code));
  return { parsed: { text, lines, document, language }, diagnostics, usable };
}

/** Whether the rest of the file can still be read for what it says. */
function isHarmless(code: DiagnosticCode): boolean {
  return code === 'DUPLICATE_KEY' || code === 'WRONG_TYPE';
}

function isEmptyScalar(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

/** What yaml's errors are to us, where they are more than a slip of syntax. */
const codeOfError: Partial<Record<ErrorCode, DiagnosticCode>> = {
  MULTIPLE_DOCS: 'SEVERAL_DOCUMENTS',
  NON_STRING_KEY: 'KEY_NOT_TEXT',
  BAD_ALIAS: 'ALIAS_NOT_ALLOWED',
  ALIAS_PROPS: 'ALIAS_NOT_ALLOWED',
  MULTIPLE_ANCHORS: 'ALIAS_NOT_ALLOWED',
  MULTIPLE_TAGS: 'TAG_NOT_ALLOWED',
  TAG_RESOLVE_FAILED: 'TAG_NOT_ALLOWED',
};

function reportError(error: YAMLError, text: string, found: Found): void {
  const [offset] = error.pos;
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^["']?([^"':\n]{0,40})/.exec(text.slice(offset))?.[1]?.trim() ?? '';
    found('DUPLICATE_KEY', offset, { message: say`the key "${key}" stands twice`, value: key });
    return;
  }
  const code = codeOfError[error.code];
  const hole = holeAt(text, offset);
  if (hole !== undefined) {
    found('YAML_SYNTAX', offset, {
      message: say`${hole} stands in a short mapping or list without quotes, where its brace begins a mapping`,
      expected: asIs(`"${hole}"`),
    });
  } else if (code === undefined) {
    const expected = hintOf(text, offset);
    found('YAML_SYNTAX', offset, {
      message: asIs(error.message),
      ...(expected === undefined ? {} : { expected }),
    });
  } else found(code, offset);
}

/** The word with a value of a matrix to be put in, such as `ann-${n}`, whose brace is here. */
function holeAt(text: string, offset: number): string | undefined {
  const [start] = /[^\s,[\]{}"']*\$$/.exec(text.slice(Math.max(0, offset - 40), offset)) ?? [];
  const [rest] = /^\{\w{1,40}\}[^\s,[\]{}"']{0,40}/.exec(text.slice(offset, offset + 90)) ?? [];
  return start === undefined || rest === undefined ? undefined : start + rest;
}

/** What people who type Chinese, or in a hurry, have most often done to the line or the one above it. */
function hintOf(text: string, offset: number): Said | undefined {
  const before = text.slice(0, offset).split('\n').slice(-2).join('\n');
  const [rest = ''] = text.slice(offset).split('\n', 1);
  const around = before + rest;
  const [full] = /[：，；“”‘’【】｛｝]/.exec(around) ?? [];
  if (full !== undefined)
    return say`plain punctuation where YAML wants it; here is a full-width “${full}”`;
  const [, key] = /^[\s-]*([A-Za-z][A-Za-z0-9]*):[^\s/]/m.exec(around) ?? [];
  return key === undefined ? undefined : say`a space after the colon: "${key}: …"`;
}

/**
 * A tab as indentation puts everything after it out of place: only tabs are worth saying then. After a token
 * that was not expected, such as a stray brace, no other is: the first is what to mend.
 */
function withoutEcho(errors: readonly YAMLError[]): readonly YAMLError[] {
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  if (tabs.length > 0) return tabs;
  const first = errors.find(({ code }) => code === 'UNEXPECTED_TOKEN');
  return errors.filter((error) => error === first || error.code !== 'UNEXPECTED_TOKEN');
}

function checkNodes(document: YamlDocument, found: Found): void {
  visit(document, {
    Pair: (_, pair) => {
      checkKey(pair, found);
    },
    Node: (_, node) => {
      checkNode(node, found);
    },
  });
}

function checkKey(pair: Pair, found: Found): void {
  if (!isScalar(pair.key) || typeof pair.key.value !== 'string') return;
  const offset = pair.key.range?.[0] ?? 0;
  const value = pair.key.value;
  if (reservedKeys.has(value)) found('RESERVED_KEY', offset, { value });
  if (value === '<<') found('ALIAS_NOT_ALLOWED', offset, { value });
}

function checkNode(node: Node, found: Found): void {
  const offset = node.range?.[0] ?? 0;
  if (isAlias(node)) {
    found('ALIAS_NOT_ALLOWED', offset, { value: `*${node.source}` });
    return;
  }
  if (node.anchor !== undefined) found('ALIAS_NOT_ALLOWED', offset, { value: `&${node.anchor}` });
  if (node.tag !== undefined) found('TAG_NOT_ALLOWED', offset, { value: node.tag.slice(0, 60) });
  if (isScalar(node)) checkScalar(node, found);
}

function checkScalar({ value, source = '', range }: Scalar, found: Found): void {
  const offset = range?.[0] ?? 0;
  const strange = typeof value === 'string' ? strangeInText(value) : undefined;
  if (strange !== undefined) {
    found('CONTROL_CHARACTER', offset, { value: strange.value, expected: strange.expected });
  }
  if (typeof value === 'number' && !isPlainNumber(source)) {
    found('WRONG_TYPE', offset, {
      message: say`the number ${source} may be read in two ways`,
      value: source,
      expected: say`a plain number (${String(value)}), or quotes if it is a text`,
    });
  }
}

/** `010`, `0x1f`, `1e3` and `.inf` are numbers to YAML, and surprises to authors. */
function isPlainNumber(source: string): boolean {
  return /^[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/.test(source);
}
