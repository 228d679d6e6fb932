import { say, type Said } from '../../lang/say.ts';

type Counting = readonly [one: (count: number) => Said, several: (count: number) => Said];

const things = {
  file: [(count) => say`${count} file`, (count) => say`${count} files`],
  error: [(count) => say`${count} error`, (count) => say`${count} errors`],
  warning: [(count) => say`${count} warning`, (count) => say`${count} warnings`],
  test: [(count) => say`${count} test`, (count) => say`${count} tests`],
  failure: [(count) => say`${count} failure`, (count) => say`${count} failures`],
  expectation: [(count) => say`${count} expectation`, (count) => say`${count} expectations`],
  info: [(count) => say`${count} info`, (count) => say`${count} infos`],
} as const satisfies Readonly<Record<string, Counting>>;

/** `1 file`, `2 files`. */
export function sayCount(count: number, thing: keyof typeof things): Said {
  const [one, several] = things[thing];
  return count === 1 ? one(count) : several(count);
}
