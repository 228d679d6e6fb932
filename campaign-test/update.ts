import { isCollection, isMap, visit, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import { parse } from '../compile/parse.ts';
import type { FileResult } from './run-file.ts';

/** A file's text with its expectations as they were found, and how many failures were left. */
export interface Updated {
  readonly text: string;
  readonly rewritten: number;
  /** Failures that several rows or people share, or that are no expectation: a person's business. */
  readonly left: number;
}

/** Rewrites the expectations that failed. Comments, order and everything else stay. */
export function updateText(text: string, { results }: FileResult): Updated {
  const { document } = parse(text, 'en').parsed;
  let rewritten = 0;
  let left = 0;
  for (const { isRow, failures } of results) {
    for (const { rewrite } of failures) {
      if (rewrite === undefined || isRow) {
        left += 1;
        continue;
      }
      rewritten += 1;
      if (rewrite.value === undefined) document.deleteIn(rewrite.path);
      else write(document, rewrite.path, rewrite.value);
    }
  }
  if (rewritten === 0) return { text, rewritten, left };
  keepPadding(document, text);
  return { text: withLineEndsOf(text, document.toString({ lineWidth: 0 })), rewritten, left };
}

/** Lines end as they did: a file of Windows stays one. */
function withLineEndsOf(former: string, text: string): string {
  return /\r\n/.test(former) ? text.replaceAll(/\r?\n/g, '\r\n') : text;
}

/** Brackets stand as close to what is in them as they did; new ones as in the shipped files. */
function keepPadding(document: Document, text: string): void {
  const pad = (node: YAMLMap | YAMLSeq): void => {
    const first = node.range?.[0];
    const isPadded = first === undefined ? isMap(node) : text[first + 1] === ' ';
    const write = node.toString.bind(node);
    node.toString = (context, ...rest) =>
      write(context && { ...context, flowCollectionPadding: isPadded ? ' ' : '' }, ...rest);
  };
  visit(document, { Collection: (_, node) => pad(node) });
}

/** Writes a value in the style of what it stands in: short within braces. */
function write(document: Document, path: readonly (string | number)[], value: unknown): void {
  const former = document.getIn(path, true);
  const node = document.createNode(value);
  if (isCollection(node)) node.flow = isCollection(former) ? former.flow === true : true;
  if (isCollection(former) && isCollection(node)) {
    node.comment = former.comment ?? null;
    node.commentBefore = former.commentBefore ?? null;
  }
  const parent = path.slice(0, -1);
  if (document.getIn(parent) === undefined) {
    const made = document.createNode({});
    if (isMap(made)) made.flow = true;
    document.setIn(parent, made);
  }
  document.setIn(path, node);
}
