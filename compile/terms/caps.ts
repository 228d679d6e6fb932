import type { RewardText } from '../../domain/campaign/schema.ts';
import type { CapTerms, Scope } from '../../domain/campaign/terms.ts';
import { formatMinor, minorUnits, type Asset } from '../../domain/money.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readAmount } from '../read.ts';
import type { Amount } from './schedule.ts';
import { say, type Said } from '../../lang/say.ts';

/** What template cash allows one code, unless its file says otherwise; in fen. */
const cashPerCode = { asset: 'CNY/2', minor: minorUnits(500) } as const;

const amountCaps = [
  ['perCode', 'code'],
  ['perLineage', 'lineage'],
  ['perPerson', 'person'],
  ['perCampaign', 'campaign'],
  ['quantity', 'campaign'],
] as const satisfies readonly (readonly [keyof RewardText['caps'], Scope])[];

const countCaps = [
  ['perCode', 'code'],
  ['perLineage', 'lineage'],
  ['perPerson', 'person'],
] as const;

const scopeWords: Readonly<Record<Scope, Said>> = {
  code: say`code`,
  lineage: say`lineage`,
  person: say`person`,
  campaign: say`campaign`,
};

interface Cap {
  readonly terms: CapTerms;
  /** Null for one that the template filled in. */
  readonly path: Path | null;
}

/** The bounds of a reward; each must let through every amount that the reward states. */
export function readCaps(
  report: Report,
  reward: { readonly path: Path; readonly text: RewardText; readonly asset: Asset },
  amounts: readonly Amount[],
): CapTerms[] {
  const caps = [...readAmountCaps(report, reward), ...readCountCaps(reward.text)];
  for (const cap of caps) {
    if (cap.terms.unit === 'amount') checkCap(report, cap, { ...reward, amounts });
  }
  if (reward.text.template === 'cash' && !caps.some(boundsOneCode) && !isBounded(reward.text)) {
    report({
      code: 'UNCAPPED_CASH',
      severity: 'warning',
      path: [...reward.path, 'caps'],
      message: say`nothing but the budget bounds how much ${reward.text.currency ?? say`cash`} one code earns`,
      expected: say`perCode, perLineage or perPerson in caps`,
    });
  }
  return caps.map(({ terms }) => terms);
}

function boundsOneCode({ terms }: Cap): boolean {
  return terms.scope !== 'campaign';
}

/** A cap that could not be read was meant to bound all the same. */
function isBounded({ caps }: RewardText): boolean {
  return [caps.perCode, caps.perLineage, caps.perPerson].includes('');
}

function readAmountCaps(
  report: Report,
  { path, text, asset }: { path: Path; text: RewardText; asset: Asset },
): Cap[] {
  const { caps } = text;
  const { sides } = caps;
  const read = amountCaps.flatMap(([word, scope]): Cap[] => {
    const written = caps[word];
    if (written === undefined) return [];
    const at = [...path, 'caps', word];
    const max = readAmount(report, { path: at }, written, asset);
    return max === undefined ? [] : [{ terms: { scope, unit: 'amount', max, sides }, path: at }];
  });
  if (caps.perCode === undefined && text.template === 'cash' && asset === cashPerCode.asset) {
    const max = cashPerCode.minor;
    read.unshift({ terms: { scope: 'code', unit: 'amount', max, sides }, path: null });
  }
  return read;
}

function readCountCaps({ caps }: RewardText): Cap[] {
  const { sides, times, redemptions } = caps;
  const read = countCaps.flatMap(([word, scope]): Cap[] => {
    const max = times[word];
    return max === undefined ? [] : [{ terms: { scope, unit: 'count', max, sides }, path: null }];
  });
  if (redemptions !== undefined) {
    const terms: CapTerms = { scope: 'campaign', unit: 'count', max: redemptions, sides };
    read.push({ terms, path: null });
  }
  return read;
}

function checkCap(
  report: Report,
  cap: Cap,
  reward: { path: Path; text: RewardText; asset: Asset; amounts: readonly Amount[] },
): void {
  const { asset } = reward;
  checkPair(report, cap, reward);
  const [largest] = reward.amounts.toSorted((a, b) => b.minor - a.minor);
  if (largest === undefined || largest.minor <= cap.terms.max) return;
  const max = formatMinor(cap.terms.max, asset);
  const amount = formatMinor(largest.minor, asset);
  const per = scopeWords[cap.terms.scope];
  report({
    code: 'CAP_TOO_SMALL',
    path: cap.path ?? largest.path,
    message:
      cap.path === null
        ? say`a reward of ${amount} can never be granted: template cash caps it at ${max} per ${per}`
        : say`a reward of ${amount} can never be granted: its cap is ${max} per ${per}`,
    expected:
      cap.path === null
        ? say`at most "${max}", or caps: { perCode: "${leastFor(reward)}" } or more, for all that one code earns`
        : say`at least "${amount}"`,
  });
}

/** What a cap must let through: the largest amount, or all steps of a ladder, which are earned one after the other. */
function leastFor({
  text,
  asset,
  amounts,
}: {
  text: RewardText;
  asset: Asset;
  amounts: readonly Amount[];
}): string {
  const all = amounts.map(({ minor }) => minor);
  const least =
    text.ladder === undefined ? Math.max(...all) : all.reduce((sum, minor) => sum + minor, 0);
  return formatMinor(least, asset);
}

/** Inviter and invitee take from a cap on both together, so one pair must fit. */
function checkPair(
  report: Report,
  { terms, path }: Cap,
  reward: { path: Path; text: RewardText; asset: Asset; amounts: readonly Amount[] },
): void {
  const isShared = terms.sides === 'both' && terms.scope !== 'person';
  if (reward.text.to !== 'both' || !isShared || path === null) return;
  const largest = Math.max(0, ...reward.amounts.map(({ minor }) => minor));
  if (largest > terms.max || 2 * largest <= terms.max) return;
  const pair = formatMinor(2 * largest, reward.asset);
  report({
    code: 'CAP_TOO_SMALL',
    severity: 'warning',
    path,
    message: say`inviter and invitee take ${pair} together, so that the invitee gets nothing`,
    expected: say`at least ${pair}, or sides: each`,
  });
}
