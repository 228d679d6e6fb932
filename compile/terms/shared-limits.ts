import type { SharedLimitText } from '../../domain/campaign/schema/limits.ts';
import type { SharedLimitTerms } from '../../domain/campaign/terms.ts';
import { formatMinor, type Asset } from '../../domain/money.ts';
import { asIs, say, type Said } from '../../lang/say.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readAmount } from '../read.ts';
import { assetOf, wordOf } from './budget.ts';
import { readOf } from './limits.ts';
import type { ReadReward } from './reward.ts';

const path = ['spec', 'limits'] as const;

/** What limits are read beside: all rewards that could be read, and the codes' parameters where they could. */
interface Limited {
  readonly read: readonly ReadReward[];
  /** Whether these are all rewards. */
  readonly isWhole: boolean;
  readonly parameters: readonly string[] | undefined;
}

/** The limits that rewards share; undefined when there is none, or one could not be read. */
export function readSharedLimits(
  report: Report,
  texts: readonly SharedLimitText[],
  limited: Limited,
): readonly SharedLimitTerms[] | undefined {
  const seen = new Set<string>();
  const read = texts.map((text, index) => {
    const at = [...path, index];
    const name = JSON.stringify([text.of, text.every, text.asset, text.amount === undefined]);
    if (seen.has(name)) {
      report({
        code: 'REPEATED_ITEM',
        path: at,
        message: say`the same is limited twice`,
        expected: say`one of the two`,
      });
    }
    seen.add(name);
    const limit = readShared(report, at, text, limited);
    if (limit) checkShared(report, at, limit, limited);
    return limit;
  });
  const known = read.filter((limit) => limit !== undefined);
  return known.length < read.length || known.length === 0 ? undefined : known;
}

function readShared(
  report: Report,
  at: Path,
  text: SharedLimitText,
  { read, parameters }: Limited,
): SharedLimitTerms | undefined {
  const of = readOf(report, [...at, 'of'], text.of, parameters);
  const asset = text.asset === undefined ? null : assetOf(text.asset);
  const { every = null, times, amount } = text;
  if (of === undefined || asset === undefined) return undefined;
  if (times !== undefined) return { of, every, unit: 'count', max: times, asset };
  if (amount === undefined) return undefined;
  if (asset === null) {
    report({
      code: 'MISSING_KEY',
      path: [...at, 'amount'],
      message: say`an amount is of one asset, which is not said`,
      expected: rightAsset(assetsOf(read)),
    });
    return undefined;
  }
  const max = readAmount(report, { path: [...at, 'amount'] }, amount, asset);
  return max === undefined ? undefined : { of, every, unit: 'amount', max, asset };
}

function rightAsset(given: readonly string[]): Said {
  if (given.length === 0) return say`asset, with what it is an amount of`;
  return given.length === 1
    ? asIs(`asset: ${given.join()}`)
    : say`asset, one of: ${given.join(', ')}`;
}

function assetsOf(rewards: readonly ReadReward[]): readonly string[] {
  return [...new Set(rewards.map(({ terms }) => wordOf(terms.asset)))];
}

/** A limit is of something that is given, and lets through every amount that a reward states. */
function checkShared(
  report: Report,
  at: Path,
  { asset, unit, max }: SharedLimitTerms,
  { read, isWhole }: Limited,
): void {
  if (asset === null) return;
  const own = read.filter(({ terms }) => terms.asset === asset);
  if (own.length === 0 && isWhole) reportUnused(report, [...at, 'asset'], asset, read);
  if (unit === 'amount') reportTooSmall(report, [...at, 'amount'], max, own);
}

function reportUnused(
  report: Report,
  at: Path,
  asset: Asset,
  rewards: readonly ReadReward[],
): void {
  const given = assetsOf(rewards);
  report({
    code: 'LIMIT_WITHOUT_REWARD',
    path: at,
    message: say`no reward gives ${wordOf(asset)}, so that this limits nothing`,
    expected: given.length === 0 ? say`no such limit` : asIs(given.join(', ')),
  });
}

function reportTooSmall(
  report: Report,
  at: Path,
  max: number,
  rewards: readonly ReadReward[],
): void {
  const [largest] = rewards
    .flatMap(({ terms, amounts }) => amounts.map(({ minor }) => ({ terms, minor })))
    .sort((a, b) => b.minor - a.minor);
  if (largest === undefined || largest.minor <= max) return;
  const { id, asset } = largest.terms;
  const amount = formatMinor(largest.minor, asset);
  report({
    code: 'CAP_TOO_SMALL',
    path: at,
    message: say`${amount} of reward "${id}" can never be granted: a limit that it shares is ${formatMinor(max, asset)}`,
    expected: say`at least "${amount}"`,
  });
}
