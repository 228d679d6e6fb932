import {
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type ParsedNode,
  type YAMLError,
} from 'yaml';
import type { Diagnostic } from './diagnostic.ts';
import { diagnosticCodes, type DiagnosticCode } from './diagnostic-codes.ts';

export type YamlDocument = Document.Parsed<ParsedNode>;

/** A text that is YAML of the kind that is read here, with what is needed to find places in it. */
export interface Parsed {
  readonly text: string;
  readonly lines: LineCounter;
  readonly document: YamlDocument;
}

type Found = (code: DiagnosticCode, offset: number, detail?: Partial<Diagnostic>) => void;

/** Keys that could reach an object's prototype when copied carelessly. */
const reservedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads one YAML 1.2 document of the core schema, without anchors, aliases, merge keys or tags. */
export function parse(text: string): {
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
    const { meaning: message, remedy: expected } = diagnosticCodes[code];
    diagnostics.push({
      code,
      severity: 'error',
      path: '',
      line: Math.max(1, line),
      column: Math.max(1, col),
      message,
      expected,
      ...detail,
    });
  };
  for (const error of document.errors) reportError(error, text, found);
  if (document.directives.yaml.explicit) found('TAG_NOT_ALLOWED', 0);
  checkNodes(document, found);
  if (diagnostics.length === 0 && !isMap(document.contents)) {
    const empty = document.contents === null || isEmptyScalar(document.contents);
    if (empty) found('EMPTY_FILE', 0);
    else found('WRONG_TYPE', 0, { message: 'the file is not a mapping', expected: 'key: value' });
  }
  const usable = isMap(document.contents) && diagnostics.every(({ code }) => isHarmless(code));
  return { parsed: { text, lines, document }, diagnostics, usable };
}

/** Whether the rest of the file can still be read for what it says. */
function isHarmless(code: DiagnosticCode): boolean {
  return code === 'DUPLICATE_KEY' || code === 'WRONG_TYPE';
}

function isEmptyScalar(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

function reportError(error: YAMLError, text: string, found: Found): void {
  const [offset] = error.pos;
  switch (error.code) {
    case 'DUPLICATE_KEY': {
      const key = /^["']?([^"':\n]{0,40})/.exec(text.slice(offset))?.[1]?.trim() ?? '';
      found('DUPLICATE_KEY', offset, { message: `the key "${key}" stands twice`, value: key });
      return;
    }
    case 'MULTIPLE_DOCS':
      found('SEVERAL_DOCUMENTS', offset);
      return;
    case 'NON_STRING_KEY':
      found('KEY_NOT_TEXT', offset);
      return;
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      found('ALIAS_NOT_ALLOWED', offset);
      return;
    case 'BAD_DIRECTIVE':
    case 'MULTIPLE_TAGS':
    case 'TAG_RESOLVE_FAILED':
      found('TAG_NOT_ALLOWED', offset);
      return;
    default:
      found('YAML_SYNTAX', offset, { message: error.message });
  }
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
  if (isScalar(node) && typeof node.value === 'number' && !isPlainNumber(node.source ?? '')) {
    found('WRONG_TYPE', offset, {
      message: `the number ${node.source ?? ''} may be read in two ways`,
      value: node.source ?? '',
      expected: `a plain number (${String(node.value)}), or quotes if it is a text`,
    });
  }
}

/** `010`, `0x1f`, `1e3` and `.inf` are numbers to YAML, and surprises to authors. */
function isPlainNumber(source: string): boolean {
  return /^[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/.test(source);
}
