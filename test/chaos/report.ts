import { victims, toxicTypes } from './plan.ts';
import type { Comparison } from './compare-books.ts';
import type { Struck } from './strikes.ts';
import { routeNames } from './toxiproxy.ts';

/** What a run has come to. */
export interface ChaosReport extends Comparison {
  readonly seed: number;
  readonly redemptions: number;
  /** Operations that were answered, and codes that were issued. */
  readonly operations: number;
  readonly retries: number;
  readonly kills: Readonly<Record<string, Struck>>;
  /** By route and toxic: `workerDatabase: timeout`. */
  readonly cuts: Readonly<Record<string, Struck>>;
  readonly deaths: readonly string[];
  readonly watched: { readonly checks: number; readonly missed: number };
  /** Of the invariants, while the run went on. */
  readonly violations: readonly string[];
  readonly seconds: number;
}

/**
 * The upper end of the 95 % confidence interval of a rate of which nothing was seen in so many tries: the
 * rule of three (Hanley and Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 1983).
 */
export function ruleOfThree(tries: number): number {
  return 3 / tries;
}

/** All for which a run has failed, in words: what is wrong, and what it has not shown at all. */
export function failuresOf(report: ChaosReport): readonly string[] {
  const { lost, doubled, wrong, deaths, violations, money, watched } = report;
  const cuts = Object.entries(report.cuts);
  const unhit = [
    ...victims.filter((victim) => !(report.kills[victim]?.hits ?? 0)),
    ...[...routeNames, ...toxicTypes].filter(
      (word) => !cuts.some(([kind, { hits }]) => kind.split(': ').includes(word) && hits > 0),
    ),
  ];
  return [
    ...lost.map((what) => `lost: ${what}`),
    ...doubled.map((what) => `doubled: ${what}`),
    ...wrong,
    ...deaths,
    ...new Set(violations.map((what) => `while it went on: ${what}`)),
    ...unhit.map((what) => `nothing was under way when this struck: ${what}`),
    ...(money.refused > 0 ? [] : ['the budget was not used up']),
    ...(watched.checks > 0 ? [] : ['the invariants were never read']),
  ];
}

/** The report for people. */
export function pageOf(report: ChaosReport): string {
  const { operations, redemptions, retries, watched, money, lost, doubled, payouts } = report;
  const percent = (tries: number): string => (ruleOfThree(tries) * 100).toPrecision(2);
  const failures = failuresOf(report);
  const yuan = (minor: number): string => (minor / 100).toFixed(2);
  return [
    `operations   ${String(operations)} answered (${String(redemptions)} redemptions), asked again ${String(retries)} times`,
    `kills        ${lineOf(report.kills)}`,
    `cuts         ${lineOf(report.cuts)}`,
    `invariants   read ${String(watched.checks)} times, ${String(watched.missed)} times without an answer; breaches: ${String(report.violations.length)}`,
    `money        budget ${yuan(money.budget)}, granted ${yuan(money.granted)}, taken back ${yuan(money.takenBack)}, refused at its end ${String(money.refused)} times`,
    `payouts      ${String(payouts)} at the provider`,
    `lost         ${String(lost.length)} of ${String(operations)}`,
    `doubled      ${String(doubled.length)} of ${String(operations)}`,
    ...(lost.length + doubled.length > 0
      ? []
      : [
          `95 % bound   at most ${percent(redemptions)} % of redemptions, ${percent(payouts)} % of payouts, ${percent(operations)} % of operations (3/n: Hanley and Lippman-Hand 1983)`,
        ]),
    `seed         ${String(report.seed)}, ${report.seconds.toFixed(0)} s`,
    ...failures.slice(0, 50).map((failure) => `FAILED       ${failure}`),
  ].join('\n');
}

function lineOf(struck: Readonly<Record<string, Struck>>): string {
  return Object.entries(struck)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([kind, { times, hits }]) => `${kind} ${String(times)} (hit ${String(hits)})`)
    .join('; ');
}
