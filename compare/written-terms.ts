import { askedAsset, nameOfWanted, propertyOfFact } from '../domain/campaign/milestones.ts';
import type { RewardTerms, Terms } from '../domain/campaign/terms.ts';
import { formatMoney, parseAsset, type Asset } from '../domain/money.ts';
import { anyOrder, differencesOf, limitName, type TermsDifference } from './terms-difference.ts';
import { isInName } from './written-path.ts';

/**
 * Where two versions of a campaign's terms differ, as an author would write it: amounts in their
 * currency, instants by the campaign's clock, variants in a line each.
 */
export function differencesOfTerms(before: Terms, after: Terms): TermsDifference[] {
  const found = differencesOf(inWords(before), inWords(after));
  return found.filter(isSaid).map((one) => ({
    path: one.path,
    before: asWritten(one.before, before, one.path),
    after: asWritten(one.after, after, one.path),
  }));
}

/** What stands in a name already is not said again, and nothing is not told from what is not there. */
function isSaid({ path, before = 'null', after = 'null' }: TermsDifference): boolean {
  return before !== after && !isInName(path) && !path.endsWith('.schedule.kind');
}

/** What its own terms say otherwise is told of the variant; what is usual is said, where terms leave it out. */
function inWords({ variants, redemption, ...terms }: Terms): object {
  const said = { ...terms, redemption: { onCancel: 'give-back-use', ...redemption } };
  if (variants === undefined) return said;
  const lines = variants.map(({ id, weight, segment }) => [
    id,
    segment === null ? `weight ${weight}` : `weight ${weight}, of segment ${segment}`,
  ]);
  return { ...said, variants: Object.fromEntries(lines) as object };
}

function asWritten(text: string | undefined, terms: Terms, path: string): string | undefined {
  if (text !== undefined && /[.]at$/.test(path)) return byClock(text, terms.period.timeZone);
  if (text !== undefined && /[.](?:asset|currency)$/.test(path)) return text.replace(/[/]\d+$/, '');
  return amountOr(text, terms, path);
}

/** An instant with the offset that a zone has then. */
function byClock(iso: string, timeZone: string): string {
  const at = new Date(iso);
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offset = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const wall = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, dateStyle: 'short', timeStyle: 'medium' },
  });
  return `${wall.format(at).replace(' ', 'T')}${offset.slice('GMT'.length) || 'Z'}`;
}

function amountOr(text: string | undefined, terms: Terms, path: string): string | undefined {
  const parts = path.split('.');
  const asset = assetAt(terms, parts);
  return text === undefined || asset === undefined ? text : formatMoney(Number(text), asset);
}

function assetAt(terms: Terms, path: readonly string[]): Asset | undefined {
  switch (path[0]) {
    case 'payouts':
    case 'awards':
    case 'plan':
      return assetOfBatch(path);
    case 'limits':
      return assetOfShared(terms, path);
    default:
      return assetOf(terms, path);
  }
}

/** A line of `payouts`, `awards` or `plan` is named by its asset. */
function assetOfBatch(path: readonly string[]): Asset | undefined {
  return path.at(-1) === 'minor' ? parseAsset(path.at(-2) ?? '') : undefined;
}

function assetOf(terms: Terms, path: readonly string[]): Asset | undefined {
  const [group, name] = path;
  const last = path.at(-1) ?? '';
  if (last === 'priceMinor') return terms.validity.renewal?.asset;
  if (group === 'budget') {
    return last === 'minor' ? terms.budget.find(({ asset }) => asset === name)?.asset : undefined;
  }
  const reward = terms.rewards.find(({ id }) => id === name);
  return reward && assetInReward(terms, reward, path.slice(2));
}

function assetInReward(
  terms: Terms,
  reward: RewardTerms,
  path: readonly string[],
): Asset | undefined {
  const [part, ...rest] = path;
  const last = path.at(-1) ?? '';
  if (part === 'when') return assetInWhen(terms, reward, rest);
  if (part === 'schedule') return assetInSchedule(reward, last);
  // Caps and limits are named by what they bound.
  return last === 'max' && rest[0]?.startsWith('amount-') === true ? reward.asset : undefined;
}

/** Of what is earned, or of what invitees have paid for it. */
function assetInSchedule({ schedule, asset }: RewardTerms, last: string): Asset | undefined {
  if (last === 'purchases') return 'of' in schedule ? schedule.of.asset : undefined;
  const amounts = ['minor', 'first', 'floor', 'ceiling', 'total', 'least', 'most'];
  return amounts.includes(last) ? asset : undefined;
}

/** Of a limit that rewards share, where it bounds an amount. */
function assetOfShared(
  { limits = [] }: Terms,
  [, name, last]: readonly string[],
): Asset | undefined {
  const limit = limits.find((one) => limitName(one) === name);
  return last === 'max' && limit?.unit === 'amount' ? (limit.asset ?? undefined) : undefined;
}

/** Of an amount that a milestone asks for, or that a property is compared with. */
function assetInWhen(
  terms: Terms,
  { when }: RewardTerms,
  path: readonly string[],
): Asset | undefined {
  const [list, name, number] = path;
  if (list === 'milestones' && path.at(-1) === 'minor') {
    const listed = when.inOrder === true ? when.milestones : anyOrder(when.milestones);
    const ofName = listed.filter((one) => nameOfWanted(one) === name);
    const wanted = ofName[Number(number)] ?? ofName[0];
    return typeof wanted === 'object' ? askedAsset(terms, wanted) : undefined;
  }
  const isValue = list === 'condition' && path.includes('value');
  const compared = isValue ? valueAt(when, path.slice(0, path.indexOf('value'))) : undefined;
  const fact = isObject(compared) && 'fact' in compared ? String(compared.fact) : '';
  const property = propertyOfFact(terms.properties, fact);
  return property?.kind === 'money' ? property.asset : undefined;
}

function valueAt(whole: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      isObject(value) ? (value as Readonly<Record<string, unknown>>)[step] : undefined,
    whole,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
