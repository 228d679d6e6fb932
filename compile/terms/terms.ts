import type { AlarmTerms } from '../../domain/campaign/alarms.ts';
import type { CampaignText, RewardText } from '../../domain/campaign/schema.ts';
import type { CodeTerms, ExpiryTerms, RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { parseCampaignId } from '../../domain/ids.ts';
import type { Path, Report } from '../diagnostic.ts';
import { valueAt } from '../shape/mend.ts';
import { checkBudget, readBudget } from './budget.ts';
import { readCode } from './code.ts';
import { checkIds } from './ids.ts';
import { checkLevels } from './levels.ts';
import { checkStreams } from './streams.ts';
import { readMilestones, type ReadMilestones } from './milestones.ts';
import { checkPayouts, readPayouts } from './payouts.ts';
import { checkAwards, readAwards } from './awards.ts';
import { readPlan } from './plan.ts';
import { readPeriod } from './period.ts';
import { readPoints } from './points.ts';
import { readReward, type Campaign, type ReadReward } from './reward.ts';
import { readScenario } from './scenario.ts';
import { readSharedLimits } from './shared-limits.ts';
import { readTracking } from './tracking.ts';
import { readAttribution, readDistribution, readRedemption } from './use.ts';
import { readValidity } from './validity.ts';
import { whole, type Parts } from './whole.ts';
import { say } from '../../lang/say.ts';

type IsBroken = (path: Path) => boolean;

/**
 * Reads every part whose shape is right, so that one run finds all there is to find. Undefined
 * when a part is broken or could not be read.
 */
export function readTerms(
  report: Report,
  text: CampaignText,
  isBroken: IsBroken,
): Terms | undefined {
  const { metadata, spec } = text;
  const part = <Read>(path: Path, read: () => Read | undefined): Read | undefined =>
    isBroken(path) ? undefined : read();
  const period = part(['spec', 'period'], () => readPeriod(report, spec.period));
  const code = part(['spec', 'code'], () => readCode(report, spec.code));
  const read = part(['spec', 'milestones'], () => readMilestones(report, spec.milestones));
  const milestones = read?.names;
  const budget = part(['spec', 'budget'], () => readBudget(report, spec.budget));
  const campaign = {
    milestones,
    properties: read?.properties,
    period,
    channels: code?.channels,
    parameters: code?.parameters,
    paid: budget?.map(({ asset }) => asset),
  };
  const rewards = readRewards(report, text, { campaign, isBroken });
  const scenario = part(['spec', 'scenario'], () =>
    spec.scenario === undefined ? undefined : readScenario(report, spec.scenario, code),
  );
  const payouts = part(['spec', 'payouts'], () =>
    spec.payouts === undefined ? undefined : readPayouts(report, spec.payouts),
  );
  const awards = part(['spec', 'awards'], () => spec.awards && readAwards(report, spec.awards));
  if (budget) checkMoney(report, { budget, payouts, awards }, rewards);
  const around = { budget, milestones };
  const parts: Parts<Terms> = {
    campaign: part(['metadata', 'id'], () => parseCampaignId(metadata.id)),
    title: part(['metadata', 'title'], () => metadata.title),
    owner: part(['metadata', 'owner'], () => metadata.owner),
    platform: part(['spec', 'platform'], () => spec.platform),
    purpose: part(['spec', 'purpose'], () => spec.purpose),
    period,
    code,
    validity: part(['spec', 'validity'], () => readValidity(report, spec.validity, period)),
    redemption: part(['spec', 'redemption'], () => readRedemption(report, spec.redemption)),
    attribution: part(['spec', 'attribution'], () => readAttribution(report, spec.attribution)),
    ...said({
      programme: part(['metadata', 'programme'], () => metadata.programme),
      limits: part(['spec', 'limits'], () =>
        readSharedLimits(report, spec.limits, { ...rewards, parameters: code?.parameters }),
      ),
      exclusion: part(['spec', 'exclusion'], () => spec.exclusion),
      alarms: part(['spec', 'alarms'], () => spec.alarms && readAlarms(spec.alarms)),
      scenario,
      payouts,
      awards,
      plan: part(['spec', 'plan'], () => spec.plan && readPlan(report, spec.plan, around)),
      points: part(['spec', 'points'], () => spec.points && readPoints(report, spec.points)),
      reports: part(['spec', 'reports'], () => spec.reports),
    }),
    milestones,
    ...saidOfMilestones(read),
    rewards: rewards.isWhole ? rewards.read.map(({ terms }): RewardTerms => terms) : undefined,
    budget,
    risk: part(['spec', 'risk'], () => ({ policy: spec.risk.policy })),
    distribution: part(['spec', 'distribution'], () => readDistribution(spec.distribution)),
    wording: part(['spec', 'wording'], () => spec.wording),
    tracking: part(['spec', 'tracking'], () => readTracking(report, spec.tracking)),
  };
  checkLevels(report, parts.rewards ?? [], parts.distribution);
  if (!isBroken(['spec', 'scenario'])) checkStreams(report, rewards.read, scenario);
  checkGeneration(report, parts.code, parts.validity?.onExpiry);
  return whole<Terms>(parts);
}

function readAlarms({ shares, early }: AlarmTerms): AlarmTerms {
  return { shares: [...shares].sort((a, b) => a - b), early };
}

/** Parts that are left out where they are not said, so that terms without them keep their digest. */
type Unsaid = Pick<
  Terms,
  | 'programme'
  | 'limits'
  | 'exclusion'
  | 'alarms'
  | 'scenario'
  | 'payouts'
  | 'awards'
  | 'points'
  | 'plan'
  | 'reports'
>;

function said(parts: { readonly [Key in keyof Unsaid]: Unsaid[Key] | undefined }): Unsaid {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

/** Absent where there are none, so that terms without are what they always were. */
function saidOfMilestones(read: ReadMilestones | undefined): Pick<Terms, 'checks' | 'properties'> {
  const { checks = {}, properties = {} } = read ?? {};
  return {
    ...(Object.keys(checks).length === 0 ? {} : { checks }),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  };
}

function checkMoney(
  report: Report,
  {
    budget,
    payouts,
    awards,
  }: {
    readonly budget: Terms['budget'];
    readonly payouts: Terms['payouts'];
    readonly awards: Terms['awards'];
  },
  rewards: ReadRewards,
): void {
  checkBudget(report, budget, rewards);
  if (payouts) checkPayouts(report, payouts, { budget, rewards: rewards.read });
  if (awards) checkAwards(report, awards, budget);
}

interface ReadRewards {
  readonly read: readonly ReadReward[];
  readonly isWhole: boolean;
}

/** All rewards that could be read, and whether these are all. */
function readRewards(
  report: Report,
  text: CampaignText,
  around: { readonly campaign: Campaign; readonly isBroken: IsBroken },
): ReadRewards {
  const path = ['spec', 'rewards'];
  const list = valueAt(text, path);
  const rewards = Array.isArray(list) ? (list as readonly RewardText[]) : [];
  const sound = rewards.map((reward, index) => !around.isBroken([...path, index]) && reward);
  checkIds(report, path, sound);
  const read = sound.map((reward, index) =>
    reward === false ? undefined : readReward(report, [...path, index], reward, around.campaign),
  );
  const known = read.filter((reward) => reward !== undefined);
  return { read: known, isWhole: Array.isArray(list) && known.length === read.length };
}

/** Codes that people make are not replaced by the system. */
function checkGeneration(
  report: Report,
  code: CodeTerms | undefined,
  onExpiry: ExpiryTerms | undefined,
): void {
  if (code?.generation !== 'manual' || onExpiry?.action !== 'regenerate') return;
  report({
    code: 'GENERATION_CONTRADICTION',
    path: ['spec', 'validity', 'onExpiry', 'action'],
    message: say`codes are made by hand, and would be replaced by the system`,
    expected: say`expire or archive, or generation: automatic in code`,
  });
}
