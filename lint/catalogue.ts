import { abuseFindings } from './abuse.ts';
import { conditionFindings } from './conditions.ts';
import { costFindings } from './cost.ts';
import { crowdingFindings } from './crowding.ts';
import { distributionFindings } from './distribution.ts';
import type { FindingText } from './finding.ts';
import { guessingFindings } from './guessing.ts';
import { minimumFindings } from './minimum.ts';
import { oneTimeCodeFindings } from './one-time-codes.ts';
import { openingHoursFindings } from './opening-hours.ts';
import { payableFindings } from './payable.ts';
import { alipayFindings } from './platforms/alipay.ts';
import { douyinFindings } from './platforms/douyin.ts';
import { wechatFindings } from './platforms/wechat.ts';
import { planFindings } from './plan.ts';
import { pointsFindings } from './points.ts';
import { policyFindings } from './policies.ts';
import { purchaseSplitFindings } from './purchase-splits.ts';
import { regionFindings } from './regions.ts';
import { scenarioFindings } from './scenarios.ts';
import { silenceFindings } from './silence-findings.ts';
import { falseNameFindings } from './false-names.ts';
import { splittingFindings } from './splitting.ts';
import { tierFindings } from './tiers.ts';
import { timeFindings } from './times.ts';
import { wordingFindings } from './wording.ts';

/** Everything that the linter finds beyond the compiler, by family, in the order of the page. */
export const families = {
  'Codes that are guessed or mistyped': { ...guessingFindings, ...oneTimeCodeFindings },
  'Ladders, bands and decay': tierFindings,
  'Rewards that are never paid': { ...payableFindings, ...crowdingFindings, ...minimumFindings },
  Conditions: conditionFindings,
  Cost: costFindings,
  Plan: planFindings,
  Time: { ...timeFindings, ...openingHoursFindings },
  Points: pointsFindings,
  Abuse: { ...abuseFindings, ...policyFindings },
  Splitting: { ...splittingFindings, ...purchaseSplitFindings },
  'False names': falseNameFindings,
  WeChat: wechatFindings,
  Alipay: alipayFindings,
  Douyin: douyinFindings,
  'Levels of distribution': distributionFindings,
  Scenarios: { ...scenarioFindings, ...regionFindings },
  Wording: wordingFindings,
  Silencing: silenceFindings,
} as const;

type Family = (typeof families)[keyof typeof families];
/** The stable id of a finding. */
export type FindingId = {
  [Each in keyof typeof families]: keyof (typeof families)[Each];
}[keyof typeof families];

/** What each finding means, by its id. */
export const findings: Readonly<Record<FindingId, FindingText>> = Object.assign(
  {},
  ...Object.values<Family>(families),
) as Record<FindingId, FindingText>;

/** Whether a word is the id of a finding. */
export function isFindingId(word: string): word is FindingId {
  return Object.hasOwn(findings, word);
}
