import type { LimitText } from '../../domain/campaign/schema/limits.ts';
import type { ReviewTerms } from '../../domain/campaign/review-terms.ts';
import type { LimitTerms, WhenTerms } from '../../domain/campaign/terms.ts';
import { formatMinor, type Asset } from '../../domain/money.ts';
import { say } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { choice } from '../nearest.ts';
import { readAmount, readDuration } from '../read.ts';
import type { Amount } from './schedule.ts';

const scopes = ['code', 'lineage', 'person', 'campaign'] as const;

interface Limited {
  readonly path: Path;
  readonly asset: Asset;
  /** When the reward is earned; undefined where that could not be read. */
  readonly when: WhenTerms | undefined;
  readonly amounts: readonly Amount[];
  /** Of the campaign's codes; undefined where they could not be read. */
  readonly parameters: readonly string[] | undefined;
}

/** The limits of a reward; each must let through every amount that the reward states. */
export function readLimits(
  report: Report,
  texts: readonly LimitText[],
  limited: Limited,
): readonly LimitTerms[] {
  const seen = new Set<string>();
  return texts.flatMap((text, index): readonly LimitTerms[] => {
    const path = [...limited.path, 'limits', index];
    const of = readOf(report, [...path, 'of'], text.of, limited.parameters);
    const name = JSON.stringify([text.of, text.every, text.amount === undefined]);
    if (seen.has(name)) {
      report({
        code: 'REPEATED_ITEM',
        path,
        message: say`the same is limited twice`,
        expected: say`one of the two`,
      });
    }
    seen.add(name);
    const { every = null } = text;
    const review = text.beyond === 'review' ? readReview(report, path, text, limited) : null;
    if (review === undefined) return [];
    const rest = review === null ? {} : { review };
    if (text.times !== undefined) {
      return of ? [{ of, every, unit: 'count', max: text.times, ...rest }] : [];
    }
    const at = [...path, 'amount'];
    const max = readAmount(report, { path: at }, text.amount ?? '', limited.asset);
    if (max === undefined || of === undefined) return [];
    checkAmount(report, at, max, limited);
    return [{ of, every, unit: 'amount', max, ...rest }];
  });
}

/** A use can wait for a person; what a service reports later has happened, whatever anybody decides. */
function readReview(
  report: Report,
  path: Path,
  { within = '', otherwise, secondPerson = false }: LimitText,
  { when }: Limited,
): ReviewTerms | undefined {
  const withinMs = readDuration(report, [...path, 'within'], within);
  if (when?.milestones.some((one) => one !== 'redeemed')) {
    report({
      code: 'REVIEW_OF_MILESTONE',
      path: [...path, 'beyond'],
      message: say`only a use can wait for a person, and this reward is earned by what comes later`,
      expected: say`a reward that redeeming itself earns, or beyond: refuse`,
    });
  }
  if (withinMs === undefined || otherwise === undefined) return undefined;
  return { withinMs, otherwise, ...(secondPerson ? { secondPerson } : {}) };
}

/** What a limit counts for itself; undefined where codes carry no such parameter. */
export function readOf(
  report: Report,
  path: Path,
  word: string,
  parameters: readonly string[] | undefined,
): LimitTerms['of'] | undefined {
  const scope = scopes.find((one) => one === word);
  if (scope !== undefined) return { kind: 'scope', scope };
  if (word === 'channel') return { kind: 'channel' };
  if (parameters === undefined || word === '') return undefined;
  if (parameters.includes(word)) return { kind: 'parameter', name: word };
  report({
    code: 'UNKNOWN_PARAMETER',
    path,
    message: say`codes carry no parameter "${word}"`,
    ...choice(word, [...scopes, 'channel', ...parameters]),
  });
  return undefined;
}

function checkAmount(report: Report, path: Path, max: number, { amounts, asset }: Limited): void {
  const largest = amounts.reduce((most, { minor }) => Math.max(most, minor), 0);
  if (largest <= max) return;
  const amount = formatMinor(largest, asset);
  report({
    code: 'CAP_TOO_SMALL',
    path,
    message: say`a reward of ${amount} can never be granted: its limit is ${formatMinor(max, asset)}`,
    expected: say`at least "${amount}"`,
  });
}
