import type { Terms } from '../domain/campaign/terms.ts';
import type { Outcome, RewardResult } from '../domain/code/outcome.ts';
import type { Rejection } from '../domain/code/rejection.ts';
import { formatMoney } from '../domain/money.ts';
import { pointsCapCalled } from '../domain/points/caps.ts';
import type { Instant } from '../domain/time.ts';
import type { Path } from '../compile/diagnostic.ts';
import { asIs, say, type Said } from '../lang/say.ts';
import { plainMoney } from './amounts.ts';
import type { Expected, Step } from './case.ts';
import { sayRejection } from './say-rejection.ts';
import type { Failure } from './failure.ts';
import { plainOffset, writeOffset } from './offset.ts';

/** What came of one act, and what is needed to say it in the words of a test. */
export interface Answered {
  readonly path: Path;
  readonly outcome: Outcome;
  readonly terms: Terms;
  readonly now: Instant;
  /** The code that answered, by name and generation. */
  readonly answeredBy: string;
}

/** Everything about an outcome that is not as expected. */
export function compareOutcome(expected: Expected, answered: Answered): readonly Failure[] {
  const { path, outcome, terms, now, answeredBy } = answered;
  const failures = [...compareSaid({ path, expected }, outcome)];
  const look = (key: keyof Expected, wanted: readonly string[], found: Found): void => {
    if (expected[key] === undefined || same(wanted, found.lines)) return;
    failures.push({
      path: [...path, key],
      what: asIs(key),
      expected: wanted,
      found: found.lines,
      rewrite: { path: [...path, key], value: found.value },
    });
  };
  const rules = [...(outcome.rules ?? [])].sort();
  look('rules', [...(expected.rules ?? [])].sort(), { lines: rules, value: rules });
  const wantedEarnings = Object.entries(expected.earns ?? {}).flatMap(([reward, amounts]) =>
    [amounts].flat().map((amount) => [reward, plainMoney(amount)] as const),
  );
  const earned = outcome.ok ? earningsOf(terms, outcome.rewards ?? []) : [];
  const earnings = { lines: linesOf(earned), value: byReward(earned) };
  look('earns', linesOf(wantedEarnings), earnings);
  look('answeredBy', [expected.answeredBy ?? ''], one(answeredBy));
  const wantedEnd = plainOffset(expected.expires ?? '', now);
  look('expires', [wantedEnd], one(endOf(outcome, now)));
  return failures;
}

/** Whether what was asked was done, or refused for the reason that is expected. */
export function compareSaid(
  { path, expected }: Pick<Step, 'path' | 'expected'>,
  outcome: ({ readonly ok: true } | Rejection) & Pick<Outcome, 'rules'>,
): readonly Failure[] {
  const said = outcome.ok ? 'ok' : outcome.code;
  const wanted = expected?.outcome ?? 'ok';
  if (said === wanted) return [];
  return [
    {
      path: [...path, 'expect'],
      what: say`outcome`,
      expected: [wanted],
      found: [outcome.ok ? 'ok' : whyRefused(outcome)],
      rewrite: { path: [...path, 'expect'], value: outcome.ok ? undefined : said },
    },
  ];
}

/** Whether it was the cap that is expected that refused to let points be spent. */
export function compareCap(
  { path, expected }: Pick<Step, 'path' | 'expected'>,
  outcome: { readonly ok: true } | Rejection,
  { points = {} }: Pick<Terms, 'points'>,
): readonly Failure[] {
  const wanted = expected?.cap;
  const found = outcome.ok ? undefined : pointsCapCalled(points, outcome.cap);
  if (wanted === undefined || found === wanted) return [];
  const at = [...path, 'cap'];
  return [
    {
      ...{
        path: at,
        what: asIs('cap'),
        expected: [wanted],
        found: found === undefined ? [] : [found],
      },
      rewrite: { path: at, value: found },
    },
  ];
}

function whyRefused({ code, message, rules = [] }: Rejection & Pick<Outcome, 'rules'>): Said {
  const why = say`${code}: ${sayRejection(message)}`;
  return rules.length === 0 ? why : say`${why}, by rule ${rules.join(', ')}`;
}

interface Found {
  readonly lines: readonly string[];
  readonly value: unknown;
}

function one(word: string): Found {
  return { lines: [word], value: word };
}

function endOf(outcome: Outcome, now: Instant): string {
  if (!outcome.ok) return outcome.code;
  return outcome.expiresAt === null ? 'never' : writeOffset(outcome.expiresAt, now);
}

/** By reward, with its side where it goes to both: an amount, or why there is none. */
function earningsOf(terms: Terms, results: readonly RewardResult[]): [string, string][] {
  return results.map((result) => {
    const to = terms.rewards.find(({ id }) => id === result.reward)?.to ?? [];
    const name = to.length > 1 ? `${result.reward}/${result.side}` : result.reward;
    return [name, result.granted ? formatMoney(result.minor, result.asset) : result.reason];
  });
}

/** As a test writes it: several amounts of one reward are a list. */
function byReward(pairs: readonly (readonly [string, string])[]): unknown {
  const amounts = new Map<string, string[]>();
  for (const [name, word] of pairs) amounts.set(name, [...(amounts.get(name) ?? []), word]);
  const written = [...amounts].map(([name, words]) => [name, words.length > 1 ? words : words[0]]);
  return Object.fromEntries(written) as unknown;
}

function linesOf(pairs: readonly (readonly [string, string])[]): string[] {
  return pairs.map(([name, word]) => `${name}: ${word}`).sort();
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
