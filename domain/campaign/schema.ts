import type { FromSchema } from 'json-schema-to-ts';
import { rewardFacts, type Condition } from '../policy/condition.ts';
import { codeSchema } from './schema/code.ts';
import { conditionSchema } from './schema/condition.ts';
import { durationText, forms, nameText } from './schema/forms.ts';
import { milestonesSchema, type MilestoneText } from './schema/milestones.ts';
import { extendsSchema } from './schema/extends.ts';
import { distributionSchema } from './schema/distribution.ts';
import { alarmsSchema } from './schema/alarms.ts';
import { exclusionSchema } from './schema/exclusion.ts';
import { awardsSchema, type awardsShape } from './schema/awards.ts';
import { budgetSchema, cashSchema, linesSchema } from './schema/budget.ts';
import { sharedLimitsChecked, type SharedLimitText } from './schema/limits.ts';
import { payoutsSchema, type payoutsShape } from './schema/payouts.ts';
import { periodSchema } from './schema/period.ts';
import { planSchema, type planShape } from './schema/plan.ts';
import { pointsSchema } from './schema/points.ts';
import { redemptionSchema } from './schema/redemption.ts';
import { rewardSchema, type RewardText } from './schema/reward.ts';
import { reportsSchema } from './schema/reports.ts';
import { scenarioSchema, type scenarioShape } from './schema/scenario.ts';
import { variantsSchema } from './schema/variants.ts';
import { trackingSchema, wordingSchema } from './schema/wording.ts';
import { validitySchema, type validityShape } from './schema/validity.ts';

/** What the first line of every file says. */
export const apiVersion = 'usher/v1';

/** `metadata` of a campaign or a risk policy. */
export const metadataSchema = {
  type: 'object',
  description: 'What the file is called and whose it is.',
  additionalProperties: false,
  required: ['id', 'title', 'owner'],
  properties: {
    id: {
      type: 'string',
      pattern: forms.campaignId,
      description:
        'Names it for ever: 2 to 63 small letters, digits and dashes, a letter first. A changed file with the same id is its next version.',
      examples: ['registration'],
    },
    title: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'For people.',
      examples: ['Invite a friend to register'],
    },
    owner: {
      type: 'string',
      minLength: 1,
      maxLength: 100,
      description: 'The team that answers for it.',
      examples: ['growth-team'],
    },
    description: {
      type: 'string',
      maxLength: 2000,
      description: 'More words for people. Not part of the terms.',
      examples: ['One yuan for every friend who registers and verifies a real name.'],
    },
    labels: {
      type: 'object',
      additionalProperties: { type: 'string', maxLength: 200 },
      description: 'For finding and grouping. Not part of the terms.',
      examples: [{ quarter: 'q1' }],
    },
  },
} as const;

/** The same of a campaign, which may belong to a programme. */
const campaignMetadataSchema = {
  ...metadataSchema,
  properties: {
    ...metadataSchema.properties,
    programme: {
      ...nameText,
      description:
        'The same name in all campaigns that belong together. A risk policy may keep parties out of all of them (`scope: programme`), and people may be certified for them. A new version applies to codes that are already out. Unless said, it belongs to none.',
      examples: ['spring-2027'],
    },
  },
} as const;

const attributionSchema = {
  type: 'object',
  description: 'Who has the credit when a person met several codes.',
  additionalProperties: false,
  default: {},
  properties: {
    touch: {
      type: 'string',
      enum: ['first', 'last'],
      description:
        'Which code has the credit. `first`: the code that was clicked first within the window has the credit, whichever is redeemed. `last`: the code that is redeemed.',
      default: 'first',
    },
    window: {
      ...durationText,
      description: 'Of `first`: how long a click counts.',
      default: '30d',
      examples: ['30d'],
    },
    existingCustomers: {
      type: 'string',
      enum: ['excluded', 'included'],
      description:
        'Whether people who were customers before may redeem. `excluded`: they are refused. `included`: they may.',
      default: 'excluded',
    },
  },
} as const;

const riskSchema = {
  type: 'object',
  description: 'What protects the campaign from abuse.',
  additionalProperties: false,
  default: {},
  properties: {
    policy: {
      type: 'string',
      pattern: forms.campaignId,
      description:
        'The id of a risk policy (see rules/policies), which must be published before the campaign or with it.',
      default: 'default',
    },
  },
} as const;

const platformSchema = {
  type: 'string',
  enum: ['wechat', 'alipay', 'douyin', 'generic'],
  description:
    'Where the campaign runs. `wechat`: WeChat, its mini-programs and official accounts. `alipay`: Alipay. `douyin`: Douyin. `generic`: anywhere else, or in several places.',
  default: 'generic',
} as const;

const purposeSchema = {
  type: 'string',
  enum: ['register', 'activate', 'repurchase'],
  description:
    'What it is for; campaigns of one purpose are compared with each other. `register`: people become users. `activate`: users do something for the first time. `repurchase`: customers buy again.',
  default: 'register',
} as const;

const notes = { '^x-': { description: 'A note of your own; Usher does not read it.' } } as const;

const specSchema = {
  type: 'object',
  description: 'The terms.',
  additionalProperties: false,
  patternProperties: notes,
  required: ['period', 'code', 'validity'],
  properties: {
    platform: platformSchema,
    scenario: scenarioSchema,
    purpose: purposeSchema,
    period: periodSchema,
    code: codeSchema,
    validity: validitySchema,
    redemption: redemptionSchema,
    attribution: attributionSchema,
    exclusion: exclusionSchema,
    milestones: milestonesSchema,
    rewards: {
      type: 'array',
      maxItems: 50,
      description:
        'What is earned, by whom, and when it is paid. Each reward has exactly one of `amount`, `ladder`, `bands`, `decay`, `percent` and `random`; all but points name what they give: a `currency`, a `privilege`, a `coupon` or an `item`.',
      default: [],
      items: rewardSchema,
    },
    limits: sharedLimitsChecked,
    budget: budgetSchema,
    alarms: alarmsSchema,
    payouts: payoutsSchema({ type: 'object', ...linesSchema }, cashSchema),
    awards: awardsSchema({ type: 'object', ...linesSchema }),
    points: pointsSchema,
    plan: planSchema({ type: 'object', ...linesSchema }),
    risk: riskSchema,
    distribution: distributionSchema,
    wording: wordingSchema,
    tracking: trackingSchema,
    reports: reportsSchema,
    variants: variantsSchema,
  },
};

/** The schema of a campaign file, JSON Schema draft-07. */
export const campaignSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Usher campaign',
  description: 'A campaign of invitation codes.',
  type: 'object',
  additionalProperties: false,
  patternProperties: notes,
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { const: apiVersion, description: 'The version of this language.' },
    kind: { const: 'Campaign', description: 'What the file is.' },
    extends: extendsSchema,
    metadata: campaignMetadataSchema,
    spec: specSchema,
  },
  definitions: { condition: conditionSchema(rewardFacts, 'properties') },
};

export type MetadataText = FromSchema<typeof metadataSchema>;
export type PeriodText = FromSchema<typeof periodSchema>;
export type CodeText = FromSchema<typeof codeSchema>;
export type ValidityText = FromSchema<typeof validityShape>;
export type { RewardText };
export type ScenarioText = FromSchema<typeof scenarioShape>;
export type AwardsText = FromSchema<typeof awardsShape>;
export type PayoutsText = FromSchema<typeof payoutsShape>;
export type PlanText = FromSchema<typeof planShape>;
export type PointsText = FromSchema<typeof pointsSchema>;
export type RedemptionText = FromSchema<typeof redemptionSchema>;
export type AttributionText = FromSchema<typeof attributionSchema>;

/** A condition of a reward that the schema has passed. */
export function conditionOf(reward: RewardText): Condition | null {
  return (reward.when.condition as Condition | undefined) ?? null;
}

/** A campaign file that the schema has passed, with the defaults filled in. */
export interface CampaignText {
  readonly metadata: FromSchema<typeof campaignMetadataSchema>;
  readonly spec: {
    readonly platform: FromSchema<typeof platformSchema>;
    readonly scenario?: ScenarioText;
    readonly purpose: FromSchema<typeof purposeSchema>;
    readonly period: PeriodText;
    readonly code: CodeText;
    readonly validity: ValidityText;
    readonly redemption: RedemptionText;
    readonly attribution: AttributionText;
    readonly exclusion?: FromSchema<typeof exclusionSchema>;
    readonly milestones: readonly MilestoneText[];
    readonly rewards: readonly RewardText[];
    readonly limits: readonly SharedLimitText[];
    readonly budget: Readonly<Record<string, string>>;
    readonly alarms?: FromSchema<typeof alarmsSchema>;
    readonly payouts?: PayoutsText;
    readonly awards?: AwardsText;
    readonly points?: PointsText;
    readonly plan?: PlanText;
    readonly risk: FromSchema<typeof riskSchema>;
    readonly distribution: FromSchema<typeof distributionSchema>;
    readonly wording: Readonly<Record<string, string>>;
    readonly tracking: FromSchema<typeof trackingSchema>;
    readonly reports?: FromSchema<typeof reportsSchema>;
    readonly variants: FromSchema<typeof variantsSchema>;
  };
}
