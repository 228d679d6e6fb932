import { startOf } from '../calendar.ts';
import type {
  CapTerms,
  LimitTerms,
  RewardTerms,
  Scope,
  SharedLimitTerms,
  Side,
  Terms,
} from '../campaign/terms.ts';
import type { CodeId, SubjectId } from '../ids.ts';
import type { Asset } from '../money.ts';
import type { Instant } from '../time.ts';
import { plainName } from './stretch.ts';

/** Whom a reward is counted for. */
export interface Counted {
  readonly code: CodeId;
  readonly lineage: CodeId;
  readonly beneficiary: SubjectId;
}

/** The counter of a campaign's budget in one asset. */
export function budgetKey(asset: Asset): string {
  return `budget:${asset}`;
}

/** The counter of what renewals have cost the operator in one asset. */
export function operatorKey(asset: Asset): string {
  return `operator:${asset}`;
}

/** The counter of what a person owes in one asset, which later rewards of theirs settle. */
export function debtKey(asset: Asset, beneficiary: SubjectId): string {
  return `debt:${asset}:${beneficiary}`;
}

/** Whether a counter is somebody's debt. */
export function isDebt(key: string): boolean {
  return key.startsWith('debt:');
}

/** Whether the most that a counter may reach is what somebody paid in, and not what terms say. */
export function isFunded(key: string): boolean {
  return key.startsWith('budget:') || key.startsWith('operator:');
}

/** The counter of open codes of a campaign. */
export const liveCodesKey = 'live-codes';

/** The counter behind one cap of one reward. */
export function capKey(reward: RewardTerms, cap: CapTerms, side: Side, who: Counted): string {
  const sides = cap.sides === 'both' ? 'both' : side;
  return `cap:${reward.id}:${cap.unit}:${sides}:${subjectOf(cap.scope, who)}`;
}

/** Whether a counter is of amounts, and not of how many rewards there are. */
export function countsAmount(key: string): boolean {
  return key.startsWith('budget:') || key.split(':')[2] === 'amount';
}

/** Where and when a reward is earned, for limits. */
export interface Occasion {
  readonly at: Instant;
  readonly channel: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly timeZone: string;
}

/** The counter behind one limit of one reward, in the stretch of time that the occasion falls in. */
export function limitKey(
  reward: RewardTerms,
  limit: LimitTerms,
  who: Counted,
  occasion: Occasion,
): string {
  return keyOfLimit(reward.id, limit, who, occasion);
}

/** The counter behind one limit that rewards share; no reward has a name like that. */
export function sharedLimitKey(limit: SharedLimitTerms, who: Counted, occasion: Occasion): string {
  return keyOfLimit(`all/${plainName(limit.asset ?? '')}`, limit, who, occasion);
}

/** The limits that a reward has its share in. */
export function limitsShared({ limits = [] }: Terms, reward: RewardTerms): SharedLimitTerms[] {
  return limits.filter(({ asset }) => asset === null || asset === reward.asset);
}

function keyOfLimit(
  name: string,
  { of, every, unit }: LimitTerms,
  who: Counted,
  { at, channel, parameters, timeZone }: Occasion,
): string {
  const since = every === null ? '' : `:${every}:${String(startOf(every, at, timeZone))}`;
  const start = `limit:${name}:${unit}`;
  switch (of.kind) {
    case 'scope':
      return `${start}:${subjectOf(of.scope, who)}${since}`;
    case 'channel':
      return `${start}:channel:${plainName(channel ?? '')}${since}`;
    case 'parameter':
      return `${start}:${of.name}:${plainName(parameters[of.name] ?? '')}${since}`;
  }
}

/** The counter of invitees who qualified for a reward, or of what they have paid, which ladders, bands and decay read. */
export function qualifiedKey(reward: RewardTerms, scope: Scope, who: Counted): string {
  const what = reward.schedule.kind === 'purchase-ladder' ? 'purchases' : 'qualified';
  return `${what}:${reward.id}:${subjectOf(scope, who)}`;
}

/** The id of the reward whose ladder a counter is. */
export function rewardOfLadder(key: string): string {
  return key.split(':')[1] ?? '';
}

function subjectOf(scope: Scope, who: Counted): string {
  switch (scope) {
    case 'code':
      return `code:${who.code}`;
    case 'lineage':
      return `lineage:${who.lineage}`;
    case 'person':
      return `person:${who.beneficiary}`;
    case 'campaign':
      return 'campaign';
  }
}
