import { say, type Said } from '../lang/say.ts';
import { counted } from './figures.ts';

type Counting = readonly [one: (count: string) => Said, several: (count: string) => Said];

const things = {
  invitee: [(count) => say`${count} invitee`, (count) => say`${count} invitees`],
  redemption: [(count) => say`${count} redemption`, (count) => say`${count} redemptions`],
  reward: [(count) => say`${count} reward`, (count) => say`${count} rewards`],
  use: [(count) => say`${count} use`, (count) => say`${count} uses`],
  lifetime: [(count) => say`${count} lifetime`, (count) => say`${count} lifetimes`],
  month: [(count) => say`${count} month`, (count) => say`${count} months`],
  side: [(count) => say`${count} side`, (count) => say`${count} sides`],
  hour: [(count) => say`${count} hour`, (count) => say`${count} hours`],
  day: [(count) => say`${count} day`, (count) => say`${count} days`],
  week: [(count) => say`${count} week`, (count) => say`${count} weeks`],
  packet: [(count) => say`${count} packet`, (count) => say`${count} packets`],
  point: [(count) => say`${count} point`, (count) => say`${count} points`],
  file: [(count) => say`${count} file`, (count) => say`${count} files`],
  error: [(count) => say`${count} error`, (count) => say`${count} errors`],
  warning: [(count) => say`${count} warning`, (count) => say`${count} warnings`],
  info: [(count) => say`${count} info`, (count) => say`${count} infos`],
  test: [(count) => say`${count} test`, (count) => say`${count} tests`],
  failure: [(count) => say`${count} failure`, (count) => say`${count} failures`],
  expectation: [(count) => say`${count} expectation`, (count) => say`${count} expectations`],
} as const satisfies Readonly<Record<string, Counting>>;

/** `1 invitee`, `1,200 invitees`. */
export function sayNumber(count: number, thing: keyof typeof things): Said {
  const [one, several] = things[thing];
  return (count === 1 ? one : several)(counted(count));
}
