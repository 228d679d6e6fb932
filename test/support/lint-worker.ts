import { parentPort, workerData } from 'node:worker_threads';
import { readdirSync, readFileSync } from 'node:fs';
import { githubLines } from '../../cli/lint/github.ts';
import { sarifLog } from '../../cli/lint/sarif.ts';
import { describeDiagnostic } from '../../cli/output/frame.ts';
import { compileSource } from '../../cli/source-file.ts';

/** What a thread is told: the seed, and which mutations are its own. */
export interface Task {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** What it has seen. */
export interface Seen {
  readonly clean: number;
  readonly found: number;
  readonly codes: readonly string[];
  /** Mutations after which something was wrong, with the text that did it. */
  readonly failures: readonly {
    readonly number: number;
    readonly why: string;
    readonly text: string;
  }[];
}

const root = new URL('../../', import.meta.url);
/** Files of every kind that the linter takes. */
const shipped = ['campaigns/', 'campaigns/populations/', 'rules/policies/'].flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(new URL(folder + name, root), 'utf8')),
);
const words = [...new Set(shipped.flatMap((text) => text.match(/[A-Za-z0-9_.:"-]+/g) ?? []))];
const pieces =
  '[ ] { } : - ? | > " \' # & * ! % @ ` , \t \n \r \u0000 \ufeff \ud800 --- ... << ~ 0x1f 1e309 -1 9007199254740993 "" {} [] null true __proto__: 红 # usher-ignore'.split(
    ' ',
  );

/** Numbers from 0 to 1 by mulberry32, which is small, seeded and good enough to shuffle with. */
function randomBy(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;

function below(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}

function one(random: Random, from: readonly string[]): string {
  return from[below(random, from.length)] ?? '';
}

/** Each way to change a text a little. */
const mutators: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => {
    const at = below(random, text.length);
    return text.slice(0, at) + one(random, pieces) + text.slice(at);
  },
  (text, random) => {
    const at = below(random, text.length);
    return text.slice(0, at) + text.slice(at + 1 + below(random, 12));
  },
  (text, random) => {
    const own = text.match(/[A-Za-z0-9_.:"-]+/g) ?? [];
    return text.replace(one(random, own), () => one(random, random() < 0.7 ? words : pieces));
  },
  (text, random) => {
    const lines = text.split('\n');
    const line = below(random, lines.length);
    return lines.flatMap((own, index) => (index === line ? [own, own] : [own])).join('\n');
  },
  (text, random) => {
    const lines = text.split('\n');
    lines.splice(below(random, lines.length), 1 + below(random, 3));
    return lines.join('\n');
  },
  (text, random) => {
    const lines = text.split('\n');
    const line = below(random, lines.length);
    lines[line] = ' '.repeat(below(random, 9)) + (lines[line] ?? '').trim();
    return lines.join('\n');
  },
  (text, random) => {
    const other = one(random, shipped);
    return text.slice(0, below(random, text.length)) + other.slice(below(random, other.length));
  },
  (text, random) =>
    text.replace(/\d+/g, (digits) => (random() < 0.1 ? `${below(random, 1e9)}` : digits)),
];

function mutated(seed: number, number: number): string {
  const random = randomBy(Math.imul(seed, 31) + number);
  let text = one(random, shipped);
  for (let times = 1 + below(random, 3); times > 0; times -= 1) {
    text = mutators[below(random, mutators.length)]?.(text, random) ?? text;
  }
  return text;
}

/** Lints it as what it says that it is, and shows what is found in every form. */
function look(text: string): string[] {
  const files = [compileSource({ file: 'mutated.yaml', text }, [])];
  const lines = text.split('\n').length;
  for (const { compiled, findings } of files) {
    if (!compiled.ok && findings.every(({ severity }) => severity !== 'error')) {
      throw new Error('it does not compile, and no error says why');
    }
    for (const finding of findings) {
      const { line, column, expected, message } = finding;
      if (line < 1 || line > lines || column < 1)
        throw new Error(`no such place: ${line}:${column}`);
      if (expected === '' || message === '') throw new Error(`${finding.code} says nothing`);
      if (/undefined|NaN/.test(message)) throw new Error(`${finding.code} says: ${message}`);
      describeDiagnostic(finding, text);
    }
  }
  githubLines(files);
  JSON.stringify(sarifLog(files));
  return files.flatMap(({ findings }) => findings.map(({ code }) => code));
}

function run({ seed, from, to }: Task): Seen {
  const codes = new Set<string>();
  const failures: Seen['failures'][number][] = [];
  let clean = 0;
  for (let number = from; number < to; number += 1) {
    const text = mutated(seed, number);
    try {
      const found = look(text);
      for (const code of found) codes.add(code);
      if (found.length === 0) clean += 1;
    } catch (error) {
      failures.push({
        number,
        why: error instanceof Error ? (error.stack ?? '') : String(error),
        text,
      });
    }
  }
  return { clean, found: to - from - clean, codes: [...codes], failures };
}

parentPort?.postMessage(run(workerData as Task));
