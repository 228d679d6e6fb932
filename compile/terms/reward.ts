import type { Properties } from '../../domain/campaign/milestones.ts';
import type { RewardText } from '../../domain/campaign/schema.ts';
import { weekdays } from '../../domain/campaign/schema/weekdays.ts';
import type { PointsExpiry } from '../../domain/campaign/points.ts';
import type { PayoutTerms, PeriodTerms, RewardTerms } from '../../domain/campaign/terms.ts';
import { currencyDecimals, minorUnits, parseAsset, type Asset } from '../../domain/money.ts';
import type { Path, Report } from '../diagnostic.ts';
import { readDuration } from '../read.ts';
import { readCaps } from './caps.ts';
import { readLimits } from './limits.ts';
import { amountsOf, readSchedule, type Amount } from './schedule.ts';
import { say } from '../../lang/say.ts';
import { readExpiry } from './points.ts';
import { readWhen } from './when.ts';
import { whole } from './whole.ts';

/** When each template pays, unless its file says otherwise. */
const defaultTiming = {
  cash: 'instant',
  points: 'weekly',
  privilege: 'automatic',
  coupon: 'automatic',
  'virtual-item': 'after-campaign',
} as const;

/** What of the campaign a reward speaks of; undefined where that could not be read. */
export interface Campaign {
  readonly milestones: readonly string[] | undefined;
  readonly properties: Properties | undefined;
  readonly period: PeriodTerms | undefined;
  readonly channels: readonly string[] | undefined;
  readonly parameters: readonly string[] | undefined;
  /** What the campaign pays. */
  readonly paid: readonly Asset[] | undefined;
}

export interface ReadReward {
  readonly terms: RewardTerms;
  readonly path: Path;
  readonly amounts: readonly Amount[];
}

/** What is read of a reward by itself. */
type Read = Pick<RewardTerms, 'when' | 'schedule' | 'payout'> & {
  readonly expiry: PointsExpiry | null;
};

/** One reward; undefined when a part could not be read. */
export function readReward(
  report: Report,
  path: Path,
  text: RewardText,
  campaign: Campaign,
): ReadReward | undefined {
  const when = readWhen(report, [...path, 'when'], text, campaign);
  const payout = readPayout(report, path, text, campaign.period);
  const asset = assetOf(text);
  if (asset === undefined) return undefined;
  const schedule = readSchedule(report, path, text, { asset, campaign });
  const months = text.recurring?.months ?? 1;
  const amounts =
    schedule === undefined
      ? []
      : amountsOf(path, schedule).map((one) => ({ ...one, minor: minorUnits(one.minor * months) }));
  const caps = readCaps(report, { path, text, asset }, amounts);
  const { parameters } = campaign;
  const limits = readLimits(report, text.limits, {
    ...{ path, asset, amounts, parameters, when },
  });
  checkRecurring(report, path, text, payout);
  const expiry = readExpiry(report, path, text, campaign.period);
  const parts = whole<Read>({ when, schedule, payout, expiry });
  if (parts === undefined) return undefined;
  const terms: RewardTerms = {
    id: text.id,
    kind: text.template,
    asset,
    to: text.to === 'both' ? ['inviter', 'invitee'] : [text.to],
    ...(text.level === undefined ? {} : { level: text.level }),
    when: parts.when,
    schedule: parts.schedule,
    payout: parts.payout,
    ...(parts.expiry === null ? {} : { expiry: parts.expiry }),
    ...(text.recurring === undefined ? {} : { recurring: text.recurring }),
    caps,
    ...(limits.length === 0 ? {} : { limits }),
  };
  return { terms, path, amounts };
}

/** After the campaign everything is paid at once, and a step of a ladder is climbed once. */
function checkRecurring(
  report: Report,
  path: Path,
  { recurring, random }: RewardText,
  payout: PayoutTerms | undefined,
): void {
  if (recurring === undefined) return;
  if (random !== undefined) {
    report({
      code: 'RECURRING_CONTRADICTION',
      path: [...path, 'recurring'],
      message: say`a packet is drawn once, and does not come again month by month`,
      expected: say`an amount in place of random, or no recurring`,
    });
  }
  if (payout?.timing !== 'after-campaign') return;
  report({
    code: 'RECURRING_CONTRADICTION',
    path: [...path, 'recurring'],
    message: say`the reward is paid after the end of the campaign, and not month by month`,
    expected: say`another timing, or no recurring`,
  });
}

function assetOf(text: RewardText): Asset | undefined {
  switch (text.template) {
    case 'cash': {
      const { currency } = text;
      if (currency === undefined) return undefined;
      return parseAsset(`${currency}/${String(currencyDecimals[currency])}`);
    }
    case 'points':
      return parseAsset('points/0');
    case 'privilege':
      return parseAsset(`privilege:${text.privilege ?? ''}/0`);
    case 'coupon':
      return parseAsset(`coupon:${text.coupon ?? ''}/0`);
    case 'virtual-item':
      return parseAsset(`item:${text.item ?? ''}/0`);
  }
}

function readPayout(
  report: Report,
  path: Path,
  text: RewardText,
  period: PeriodTerms | undefined,
): PayoutTerms | undefined {
  const { payout } = text;
  const timing = payout.timing ?? defaultTiming[text.template];
  const holdMs = readDuration(report, [...path, 'payout', 'hold'], payout.hold, 'zero');
  if (timing === 'after-campaign' && period?.ends.kind === 'never') {
    const isStated = payout.timing !== undefined;
    report({
      code: 'NO_END',
      path: isStated ? [...path, 'payout', 'timing'] : [...path, 'template'],
      message: say`the reward is paid after the end of a campaign that never ends`,
      expected: say`lasts or ends in period, or another timing`,
    });
  }
  const weekday = weekdays.indexOf(payout.weekday) + 1;
  return holdMs === undefined
    ? undefined
    : { timing, holdMs, weekly: { weekday, hour: payout.hour } };
}
