import { onceFor } from '../once-for.ts';
import { factsRead } from './condition.ts';
import type { RiskPolicy, RiskRule } from './policy.ts';

/** What a policy's rules look at beyond what is known of every use anyway. */
export interface PolicyReads {
  readonly ties: boolean;
  readonly cycle: boolean;
  readonly clicks: boolean;
  readonly binding: boolean;
  /** Failures of the whole campaign. */
  readonly campaign: boolean;
}

/** Over how many levels of inviters a cycle is looked for. */
export const cycleLevels = 32;

/** Levels above the inviter that rewards may be for. */
export const rewardLevels = 2;

const tieFacts = [
  'sharedWithInviter',
  'peopleOnPhone',
  'peopleOnPayee',
  'peopleOnDevice',
  'peopleConnected',
] as const;

/** What has to be gathered for a policy. */
export function readsOf({ rules }: RiskPolicy): PolicyReads {
  return findReads(rules);
}

/** What has to be gathered for several policies together. */
export function readsOfAll(policies: readonly RiskPolicy[]): PolicyReads {
  const all = policies.map(readsOf);
  return {
    ties: all.some(({ ties }) => ties),
    cycle: all.some(({ cycle }) => cycle),
    clicks: all.some(({ clicks }) => clicks),
    binding: all.some(({ binding }) => binding),
    campaign: all.some(({ campaign }) => campaign),
  };
}

const findReads = onceFor((rules: readonly RiskRule[]): PolicyReads => {
  const read = new Set(rules.flatMap(({ when }) => factsRead(when)));
  return {
    ties: tieFacts.some((fact) => read.has(fact)),
    cycle: read.has('invitationCycle'),
    clicks: read.has('secondsSinceClick'),
    binding: read.has('inviterBound'),
    campaign: read.has('campaignFailuresLastHour'),
  };
});
