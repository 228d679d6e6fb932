import { currencyDecimals, formatMinor, parseAsset, type Asset } from '../../domain/money.ts';
import type { AssetAmount } from '../../domain/campaign/batch-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Path, Problem, Report } from '../diagnostic.ts';
import { readAmount } from '../read.ts';
import type { ReadReward } from './reward.ts';
import { asIs, say, type Said } from '../../lang/say.ts';

const path = ['spec', 'budget'] as const;
/** Of how many of a reward a line of the budget that is suggested would pay. */
const rewardsPaid = 1000;

/** What may be spent, by asset in order of its name; undefined when a line could not be read. */
export function readBudget(
  report: Report,
  text: Readonly<Record<string, string>>,
): Terms['budget'] | undefined {
  return readLines(report, path, text);
}

/** Amounts by asset in order of its name; undefined when one could not be read. */
export function readLines(
  report: Report,
  at: Path,
  text: Readonly<Record<string, string | undefined>>,
  zero: 'zero' | 'positive' = 'positive',
): readonly AssetAmount[] | undefined {
  const lines = Object.entries(text).map(([word, amount = '']) => {
    const asset = assetOf(word);
    const where = { path: [...at, word], zero: zero === 'zero' };
    const minor = asset && readAmount(report, where, amount, asset);
    return asset === undefined || minor === undefined ? undefined : { asset, minor };
  });
  const known = lines.filter((line) => line !== undefined);
  if (known.length < lines.length) return undefined;
  return known.sort((a, b) => (a.asset < b.asset ? -1 : 1));
}

/** Every reward can be paid at least once, and every line is for something. */
export function checkBudget(
  report: Report,
  budget: Terms['budget'],
  rewards: { readonly read: readonly ReadReward[]; readonly isWhole: boolean },
): void {
  for (const reward of rewards.read) checkReward(report, budget, reward);
  if (!rewards.isWhole) return;
  for (const { asset } of budget) {
    if (rewards.read.some(({ terms }) => terms.asset === asset)) continue;
    report({
      code: 'UNUSED_BUDGET',
      severity: 'warning',
      path: [...path, wordOf(asset)],
      at: 'key',
      message: say`no reward gives ${wordOf(asset)}`,
      expected: say`no such line, or a reward that gives it`,
    });
  }
}

function checkReward(report: Report, budget: Terms['budget'], reward: ReadReward): void {
  const { asset, id } = reward.terms;
  const line = budget.find((each) => each.asset === asset);
  const word = wordOf(asset);
  const largest = reward.amounts.reduce((most, { minor }) => Math.max(most, minor), 0);
  if (line === undefined) {
    const pays = formatMinor(largest * rewardsPaid, asset);
    report({
      code: 'NO_BUDGET',
      path,
      at: 'key',
      message: say`reward "${id}" gives ${word}, which the budget does not list`,
      expected: asIs(`${word.includes(':') ? `"${word}"` : word}: "${pays}"`),
    });
    return;
  }
  if (largest <= line.minor) return;
  const amount = formatMinor(largest, asset);
  report({
    code: 'BUDGET_TOO_SMALL',
    path: [...path, word],
    message: say`the whole budget of ${formatMinor(line.minor, asset)} does not pay ${amount} of reward "${id}" once`,
    expected: say`at least "${amount}"`,
  });
}

/** Every line is of something that the budget lists; `code` and `why` are what it is where not. */
export function checkBudgeted(
  report: Report,
  at: Path,
  lines: readonly AssetAmount[],
  {
    budget,
    code,
    why,
  }: {
    readonly budget: Terms['budget'];
    readonly code: Problem['code'];
    readonly why: (word: string) => Said;
  },
): void {
  for (const { asset } of lines) {
    if (budget.some((line) => line.asset === asset)) continue;
    report({
      ...{ code, path: [...at, wordOf(asset)], at: 'key', message: why(wordOf(asset)) },
      expected:
        budget.length === 0
          ? say`a budget that lists it`
          : asIs(budget.map((line) => wordOf(line.asset)).join(', ')),
    });
  }
}

export function assetOf(word: string): Asset | undefined {
  if (Object.hasOwn(currencyDecimals, word)) {
    return parseAsset(`${word}/${String(currencyDecimals[word as keyof typeof currencyDecimals])}`);
  }
  return parseAsset(`${word}/0`);
}

/** An asset as authors write it. */
export function wordOf(asset: Asset): string {
  return asset.slice(0, asset.lastIndexOf('/'));
}
