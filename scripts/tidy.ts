// Looks for habits that no linter knows: names that say nothing, leftovers, files that grow.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const LINES_MAX = 300;
const MEDIAN_LINES_MAX = 110;

const BANNED_NAME = /^(utils?|helpers?|types|misc|common|lib)[.](ts|mjs)$/;
/** Each pattern is written so that it does not find itself. */
const BANNED_TEXT = [
  { pattern: /\b(FIX[M]E|TO[D]O|XX[X])\b/, says: 'is unfinished: do it, or make it an issue' },
  {
    pattern: /\bclass \w*(Manager|Helper|Processor)\b/,
    says: 'is a class whose name says nothing',
  },
  { pattern: /\b(it|test|describe)[.](only|skip|todo)\b/, says: 'leaves a test out' },
];
const MACHINE_PATH = /(?:^|[\s'"`(=:])[/](?:work|root|home|farm|Users)[/]\w/;

interface Source {
  path: string;
  text: string;
}

function* badNames({ path }: Source): Generator<string> {
  if (BANNED_NAME.test(basename(path))) yield `${path}: name the noun that it is about`;
}

function* badLines({ path, text }: Source): Generator<string> {
  const isCode = /[.](ts|js|mjs)$/.test(path);
  for (const [index, line] of text.split('\n').entries()) {
    const at = `${path}:${index + 1}`;
    if (MACHINE_PATH.test(line)) yield `${at}: names a path of one machine`;
    for (const { pattern, says } of isCode ? BANNED_TEXT : []) {
      if (pattern.test(line)) yield `${at}: ${says}`;
    }
  }
}

function* badSizes({ path, text }: Source): Generator<string> {
  const length = text.split('\n').length - 1;
  if (/[.](ts|js|mjs)$/.test(path) && length > LINES_MAX) {
    yield `${path}: ${length} lines, more than ${LINES_MAX}`;
  }
}

function* badTitles({ path, text }: Source): Generator<string> {
  if (!path.endsWith('.md')) return;
  const withoutCode = text.replaceAll(/^(```|~~~)[^]*?^\1/gm, '');
  const titles = withoutCode.match(/^# /gm)?.length ?? 0;
  if (titles !== 1) yield `${path}: ${titles} titles (#) instead of one`;
}

function* badMedian(sources: Source[]): Generator<string> {
  const lengths = sources
    .filter(({ path }) => path.endsWith('.ts') && !path.startsWith('test/'))
    .map(({ text }) => text.split('\n').length - 1)
    .sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  if (median > MEDIAN_LINES_MAX) {
    yield `the median file has ${median} lines, more than ${MEDIAN_LINES_MAX}: split what is read apart`;
  }
}

const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
const paths = execFileSync('git', list, { encoding: 'utf8' }).split('\0');
const deleted = execFileSync('git', ['ls-files', '--deleted', '-z'], { encoding: 'utf8' });
const gone = new Set([...deleted.split('\0'), 'package-lock.json', '']);
const sources = paths
  .filter((path) => !gone.has(path) && /[.](ts|js|mjs|md|json|ya?ml|sh|sql|html|css)$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const findings = sources.flatMap((source) => [
  ...badNames(source),
  ...badLines(source),
  ...badSizes(source),
  ...badTitles(source),
]);
findings.push(...badMedian(sources));
for (const finding of findings) console.log(finding);
process.exitCode = findings.length === 0 ? 0 : 1;
