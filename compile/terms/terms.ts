import type { CampaignText, RewardText } from '../../domain/campaign/schema.ts';
import type { CodeTerms, ExpiryTerms, Terms } from '../../domain/campaign/terms.ts';
import { parseCampaignId } from '../../domain/ids.ts';
import type { Path, Report } from '../diagnostic.ts';
import { valueAt } from '../mend.ts';
import { checkBudget, readBudget } from './budget.ts';
import { readCode } from './code.ts';
import { checkIds } from './ids.ts';
import { readMilestones } from './milestones.ts';
import { readPeriod } from './period.ts';
import { readReward, type Campaign, type ReadReward } from './reward.ts';
import { readAttribution, readRedemption } from './use.ts';
import { readValidity } from './validity.ts';

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
  const { spec } = text;
  const part = <Read>(name: string, read: () => Read | undefined): Read | undefined =>
    isBroken(['spec', name]) ? undefined : read();
  const period = part('period', () => readPeriod(report, spec.period));
  const code = part('code', () => readCode(report, spec.code));
  const validity = part('validity', () => readValidity(report, spec.validity, period));
  const redemption = part('redemption', () => readRedemption(report, spec.redemption));
  const attribution = part('attribution', () => readAttribution(report, spec.attribution));
  const milestones = part('milestones', () => readMilestones(report, spec.milestones));
  const risk = part('risk', () => spec.risk);
  const budget = part('budget', () => readBudget(report, spec.budget));
  if (code && validity) checkGeneration(report, code, validity.onExpiry);
  const campaign = { milestones, period, channels: code?.channels };
  const rewards = readRewards(report, text, { campaign, isBroken });
  if (budget) checkBudget(report, budget, rewards);
  const id = isBroken(['metadata']) ? undefined : parseCampaignId(text.metadata.id);
  if (!id || !period || !code || !validity || !redemption || !attribution) return undefined;
  if (!milestones || !risk || !budget || !rewards.isWhole) return undefined;
  return {
    campaign: id,
    title: text.metadata.title,
    owner: text.metadata.owner,
    platform: spec.platform,
    purpose: spec.purpose,
    period,
    code,
    validity,
    redemption,
    attribution,
    milestones,
    rewards: rewards.read.map(({ terms }) => terms),
    budget,
    risk: { policy: risk.policy },
  };
}

/** All rewards that could be read, and whether these are all. */
function readRewards(
  report: Report,
  text: CampaignText,
  around: { readonly campaign: Campaign; readonly isBroken: IsBroken },
): { readonly read: readonly ReadReward[]; readonly isWhole: boolean } {
  const path = ['spec', 'rewards'];
  const list = valueAt(text, path);
  const rewards = Array.isArray(list) ? (list as readonly RewardText[]) : [];
  const whole = rewards.map((reward, index) => !around.isBroken([...path, index]) && reward);
  checkIds(report, path, whole);
  const read = whole.map((reward, index) =>
    reward === false ? undefined : readReward(report, [...path, index], reward, around.campaign),
  );
  const known = read.filter((reward) => reward !== undefined);
  return { read: known, isWhole: Array.isArray(list) && known.length === read.length };
}

/** Codes that people make are not replaced by the system. */
function checkGeneration(report: Report, code: CodeTerms, onExpiry: ExpiryTerms): void {
  if (code.generation !== 'manual' || onExpiry.action !== 'regenerate') return;
  report({
    code: 'GENERATION_CONTRADICTION',
    path: ['spec', 'validity', 'onExpiry', 'action'],
    message: 'codes are made by hand, and would be replaced by the system',
    expected: 'expire or archive, or generation: automatic in code',
  });
}
