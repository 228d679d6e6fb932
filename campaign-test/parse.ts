import { pathText, type Diagnostic, type Path, type Report } from '../compile/diagnostic.ts';
import { say, type Language } from '../lang/say.ts';
import { readInstant } from '../compile/read.ts';
import { shapeOf } from '../compile/shape/shape.ts';
import { conclude, named, open, wrongKind } from '../compile/source.ts';
import { instant } from '../domain/time.ts';
import type { CampaignTest, Person, TestCase } from './case.ts';
import { fillIn, rowsOf, wordsOf, type Row } from './matrix.ts';
import { readPerson } from './read-person.ts';
import { StepReader } from './read-step.ts';
import { tellByRow, type FoundInRow } from './rows.ts';
import { campaignTestSchema, type FileText, type TestText } from './schema/file.ts';

export type ParsedTest =
  | { readonly ok: true; readonly test: CampaignTest }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const checkShape = shapeOf(campaignTestSchema);

/** Reads a test file, or says everything that is wrong with it. Its campaign is not looked at. */
export function parseTest(text: string, file: string, language: Language = 'en'): ParsedTest {
  const source = open(text, language);
  if (!source.ok) return { ok: false, diagnostics: named(source.found, { file, language }) };
  const otherKind = wrongKind(source.data, 'CampaignTest');
  if (otherKind.length > 0) {
    return { ok: false, diagnostics: conclude(source, { shape: otherKind, meaning: [] }, file) };
  }
  const shape: FoundInRow[] = [];
  const meaning: FoundInRow[] = [];
  const reportIn: Check['reportIn'] = (row) => (problem) => meaning.push({ problem, row });
  const rows = testsOf(source.data).map((test, index) =>
    rowsOf(reportIn(null), ['tests', index], test),
  );
  const files = Array.from({ length: Math.max(1, ...rows.map(({ length }) => length)) }, (_, row) =>
    checkRow(source.data, { reportIn, shape, rows, row }),
  );
  const read = readFile({ reportIn, shape, rows }, files);
  const found = {
    shape: tellByRow(filledIn(shape, meaning), rows),
    meaning: tellByRow(meaning, rows),
  };
  const diagnostics = conclude(source, found, file);
  if (read === undefined || diagnostics.length > 0) return { ok: false, diagnostics };
  return { ok: true, test: { ...read, file, parsed: source.parsed } };
}

interface Check {
  readonly reportIn: (row: number | null) => Report;
  readonly shape: FoundInRow[];
  readonly rows: readonly (readonly Row[])[];
}

/** The file with one row of each test filled in, held against the schema. */
function checkRow(
  data: unknown,
  { reportIn, shape, rows, row }: Check & { readonly row: number },
): FileText {
  const tests = testsOf(data).map((test, index) => {
    const values = rows[index]?.[row] ?? rows[index]?.at(-1) ?? {};
    return fillTest(reportIn(row), ['tests', index], test, values);
  });
  const file: unknown = structuredClone({
    ...(data as object),
    ...(hasTests(data) ? { tests } : {}),
  });
  shape.push(...checkShape(file).problems.map((problem) => ({ problem, row })));
  return file as FileText;
}

/** The matrix itself, and what a test is called, are not filled in. */
function fillTest(report: Report, path: Path, test: unknown, row: Row): unknown {
  if (typeof test !== 'object' || test === null) return test;
  return Object.fromEntries(
    Object.entries(test).map(([key, part]) => [
      key,
      key === 'matrix' || key === 'name' ? part : fillIn(report, [...path, key], part, row),
    ]),
  );
}

function hasTests(data: unknown): data is { readonly tests: readonly unknown[] } {
  return typeof data === 'object' && data !== null && 'tests' in data && Array.isArray(data.tests);
}

function testsOf(data: unknown): readonly unknown[] {
  return hasTests(data) ? data.tests : [];
}

/** Reads the tests in which the schema found nothing wrong; undefined where it found more. */
function readFile(
  { reportIn, shape, rows }: Check,
  files: readonly FileText[],
): Omit<CampaignTest, 'file' | 'parsed'> | undefined {
  const [first] = files;
  if (first === undefined || shape.some(({ problem: { path } }) => !isInATest(path))) {
    return undefined;
  }
  const now = readInstant(reportIn(null), ['now'], first.now, { zone: 'UTC', edge: 'start' });
  const people = new Map(
    Object.entries(first.people).map(([name, text]): [string, Person] => [
      name,
      readPerson(reportIn(null), name, text),
    ]),
  );
  const isSound = (test: number): boolean =>
    !shape.some(({ problem: { path } }) => path[1] === test);
  const cases = first.tests.flatMap((_, index) => {
    if (!isSound(index)) return [];
    return (rows[index] ?? []).flatMap((row, number): TestCase[] => {
      const text = files[number]?.tests[index];
      if (text === undefined) return [];
      const reader = new StepReader(reportIn(number), now ?? instant(0), people);
      return [readCase(reader, ['tests', index], text, row)];
    });
  });
  const named = first.tests.map((test, index) => (isSound(index) ? test.name : null));
  checkNames(reportIn(null), named);
  if (now === undefined) return undefined;
  return { campaign: first.campaign, policies: first.policies, now, people, cases };
}

/** A name says in a report, to `--filter` and to `--update` which test is meant. */
function checkNames(report: Report, names: readonly (string | null)[]): void {
  const seen = new Set<string | null>();
  for (const [index, name] of names.entries()) {
    if (name !== null && seen.has(name)) {
      const path = ['tests', index, 'name'];
      const message = say`another test is called "${name}"`;
      report({ code: 'DUPLICATE_ID', path, message, expected: say`a name of its own` });
    }
    seen.add(name);
  }
}

/** Whether the rest of the file, and what its tests are, can be read all the same. */
function isInATest(path: Path): boolean {
  return path[0] === 'tests' && path.length > 1;
}

/** What the schema found, but where a column of the matrix is not there to be held against it. */
function filledIn(
  shape: readonly FoundInRow[],
  meaning: readonly FoundInRow[],
): readonly FoundInRow[] {
  const unknown = meaning.filter(({ problem }) => problem.code === 'UNKNOWN_NAME');
  const unfilled = new Set(unknown.map(({ problem }) => pathText(problem.path)));
  return shape.filter(({ problem }) => !unfilled.has(pathText(problem.path)));
}

function readCase(reader: StepReader, path: Path, text: TestText, row: Row): TestCase {
  const { name, steps, provider = [], then = {} } = text;
  const read = steps.map((step, index) => reader.read([...path, 'steps', index], step));
  const states = [[...path, 'then'] as Path, ...read.map((step): Path => [...step.path, 'then'])];
  for (const [index, state] of [then, ...read.map((step) => step.then)].entries()) {
    for (const look of ['paid', 'points'] as const) {
      for (const person of Object.keys(state[look] ?? {})) {
        reader.checkPerson([...(states[index] ?? path), look, person], person);
      }
    }
  }
  for (const [index, { to }] of provider.entries()) {
    if (to !== undefined) reader.checkPerson([...path, 'provider', index, 'to'], to);
  }
  const values = wordsOf(row);
  return {
    name: values === '' ? name : `${name} (${values})`,
    path,
    isRow: text.matrix !== undefined,
    row: values,
    changes: text.with ?? {},
    provider,
    operator: reader.readMoney([...path, 'operator'], text.operator),
    steps: read,
    then,
  };
}
