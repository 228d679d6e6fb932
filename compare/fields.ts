import { assert } from '../domain/assert.ts';
import type {
  AttributionTerms,
  CodeTerms,
  PeriodTerms,
  RedemptionTerms,
  RewardTerms,
  Terms,
  ValidityTerms,
} from '../domain/campaign/terms.ts';
import { say, type Said } from '../lang/say.ts';

/**
 * Whom a change reaches. `cosmetic`: nobody, no decision reads it. `new-codes`: codes issued from
 * then on; those already out keep the terms that they were issued under. `at-once`: also codes that
 * are already out.
 */
export type Reach = 'cosmetic' | 'new-codes' | 'at-once';

/** One part of terms that is looked at as a whole. */
export interface Field {
  readonly reach: Reach;
  /** What it is about, in words that go on after "what changes is". */
  readonly about: Said;
}

interface Groups {
  readonly period: PeriodTerms;
  readonly code: CodeTerms;
  readonly validity: ValidityTerms;
  readonly redemption: RedemptionTerms;
  readonly attribution: AttributionTerms;
  readonly risk: Terms['risk'];
  readonly rewards: RewardTerms;
}

/** Every part of terms by its name; a part that is not in the table does not compile. */
export type FieldName =
  | Exclude<keyof Terms, keyof Groups>
  | { [Group in keyof Groups]: `${Group}.${keyof Groups[Group] & string}` }[keyof Groups];

const issued = (about: Said): Field => ({ reach: 'new-codes', about });

/** What a change of each part of terms means. */
export const termsFields: Readonly<Record<FieldName, Field>> = {
  campaign: issued(say`which campaign it is`),
  title: { reach: 'cosmetic', about: say`the title` },
  owner: { reach: 'cosmetic', about: say`who answers for it` },
  platform: { reach: 'cosmetic', about: say`the platform whose ways the file is held to` },
  purpose: { reach: 'cosmetic', about: say`what it is for, in figures` },
  'period.starts': issued(say`when codes begin to work`),
  'period.ends': issued(say`when the campaign is over`),
  'period.timeZone': issued(say`the clock of days, weeks and hours`),
  'code.generation': issued(say`who makes codes`),
  'code.format': issued(say`what codes look like`),
  'code.liveCodesMax': issued(say`how many codes may be open`),
  'code.perPerson': issued(say`how many codes a person may have open`),
  'code.channels': issued(say`the channels`),
  'code.parameters': issued(say`what codes may carry`),
  'code.login': issued(say`whether redeeming needs a login`),
  'validity.lifetime': issued(say`how long codes live`),
  'validity.extension': issued(say`what shares add`),
  'validity.renewal': issued(say`what uses add, and what it costs`),
  'validity.refresh': issued(say`how often codes get a new value`),
  'validity.reset': issued(say`new lifetimes by an administrator`),
  'validity.reminders': issued(say`reminders`),
  'validity.onExpiry': issued(say`what happens at the end of a code`),
  'validity.settleForMs': issued(say`how long milestones go on after the end`),
  'redemption.usesMax': issued(say`how often a code may be used`),
  'redemption.reserveForMs': issued(say`how long reservations are kept`),
  'redemption.openingHours': issued(say`when codes may be redeemed`),
  programme: { reach: 'at-once', about: say`what it belongs to with other campaigns` },
  exclusion: issued(say`which campaigns exclude each other`),
  'redemption.onRevoke': issued(say`held rewards of revoked codes`),
  'redemption.onCancel': issued(say`the use of a cancelled redemption`),
  'attribution.touch': issued(say`which code has the credit`),
  'attribution.windowMs': issued(say`how long a click counts`),
  'attribution.existingCustomers': issued(say`whether existing customers count`),
  milestones: issued(say`what services may report`),
  checks: issued(say`which checks reach a milestone`),
  properties: issued(say`what reports of milestones may carry`),
  'rewards.id': issued(say`the reward as a whole`),
  'rewards.kind': issued(say`the kind of the reward`),
  'rewards.asset': issued(say`what is paid`),
  'rewards.to': issued(say`who receives the reward`),
  'rewards.level': issued(say`which inviter receives the reward`),
  'rewards.when': issued(say`when the reward is earned`),
  'rewards.schedule': issued(say`how much is earned`),
  'rewards.payout': issued(say`when it is paid`),
  'rewards.expiry': issued(say`until when points can be spent`),
  'rewards.recurring': issued(say`for how many months it is earned`),
  'rewards.caps': issued(say`the caps of the reward`),
  'rewards.limits': issued(say`the limits of the reward`),
  limits: issued(say`the limits that rewards share`),
  budget: { reach: 'at-once', about: say`what the campaign may spend` },
  alarms: { reach: 'at-once', about: say`when operations are told of budgets` },
  awards: { reach: 'at-once', about: say`which awards wait for a second person` },
  payouts: { reach: 'at-once', about: say`what payouts are held to` },
  plan: {
    reach: 'cosmetic',
    about: say`what is planned; the linter and the simulation look at it`,
  },
  points: { reach: 'at-once', about: say`how many points people may spend` },
  'risk.policy': issued(say`the risk policy`),
  'code.givenOut': { reach: 'cosmetic', about: say`who gets codes; the linter looks at it` },
  distribution: { reach: 'cosmetic', about: say`levels of distribution; the linter looks at them` },
  scenario: {
    reach: 'new-codes',
    about: say`what codes are used for, and what has to come with them`,
  },
  reports: { reach: 'cosmetic', about: say`what is reported to whom` },
  wording: { reach: 'cosmetic', about: say`the texts that people see; the linter looks at them` },
  tracking: { reach: 'cosmetic', about: say`what is tracked; the linter looks at it` },
  variant: issued(say`which variant it is`),
  variants: issued(say`who gets which variant`),
};

/** A part of two terms: its name in the table, and for one of a reward, which reward's. */
export interface Part {
  readonly field: FieldName;
  readonly reward: string | null;
}

/** The part that a path of a difference lies in: `rewards.red-packet.schedule.minor`. */
export function partOf(path: string): Part {
  const [group = '', second = '', third = ''] = path.split('.');
  const isReward = group === 'rewards';
  const names = [isReward ? `rewards.${third}` : `${group}.${second}`, group];
  const field = names.find(isFieldName);
  assert(field !== undefined, `${path} is in no part of terms`);
  return { field, reward: isReward ? second : null };
}

function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(termsFields, name);
}

/** `terms` with one part as it is in `from`. */
export function withPart(terms: Terms, from: Terms, { field, reward: id }: Part): Terms {
  const [group = '', name = ''] = field.split('.');
  if (id !== null) return { ...terms, rewards: rewardsWith(terms, from, { id, name }) };
  if (name === '') return { ...terms, [group]: partAt(from, group) };
  const [before, after] = [partAt(terms, group), partAt(from, group)];
  if (!isObject(before) || !isObject(after)) return terms;
  return { ...terms, [group]: { ...before, [name]: partAt(after, name) } };
}

function rewardsWith(
  terms: Terms,
  from: Terms,
  { id, name }: { readonly id: string; readonly name: string },
): Terms['rewards'] {
  const old = terms.rewards.find((reward) => reward.id === id);
  const fresh = from.rewards.find((reward) => reward.id === id);
  if (fresh === undefined) return terms.rewards.filter((reward) => reward.id !== id);
  if (old === undefined) return [...terms.rewards, fresh];
  const changed = { ...old, [name]: partAt(fresh, name) };
  return terms.rewards.map((reward) => (reward.id === id ? changed : reward));
}

function partAt(whole: object, name: string): unknown {
  return (whole as Readonly<Record<string, unknown>>)[name];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
