/** What amounts are of, as `budget` names it. */
const asset = '(?:[A-Z]{3}|points|(?:privilege|coupon|item):[a-z0-9][a-z0-9-]{0,40})';

/**
 * The written forms of the campaign language, each one linear to match. `compile` says in words
 * what would be right when a text has none of them.
 */
export const forms = {
  duration: '^(?:[0-9]{1,9}[smhdw]|P[0-9WDTHMS]{2,40})$',
  lifetime: '^(?:until-campaign-end|long-term|[0-9]{1,9}[smhdw]|P[0-9WDTHMS]{2,40})$',
  amount: '^[0-9]{1,15}(?:\\.[0-9]{1,9})?$',
  starts:
    '^(?:on-publish|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?)$',
  ends: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$',
  campaignId: '^(?!all$)[a-z][a-z0-9-]{1,62}$',
  name: '^[a-z][a-z0-9-]{0,39}$',
  property: '^[a-z][a-z0-9-]{0,39}\\.[a-z][a-z0-9-]{0,39}$',
  parameter: '^[a-z][A-Za-z0-9-]{0,39}$',
  owned: '^[a-z0-9][a-z0-9-]{0,40}$',
  prefix: '^[A-Za-z0-9]{0,12}$',
  clock: '^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  link: '^(?:https://[a-z0-9.-]{1,253}|http://(?:localhost|127\\.0\\.0\\.1))(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]{0,200})?$',
  region: '^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$',
  instant:
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})$',
  offset: '^\\+(?:[0-9]{1,9}[smhdw]|P[0-9WDTHMS]{2,40})$',
  money: `^[0-9]{1,15}(?:\\.[0-9]{1,9})? ${asset}$`,
  asset: `^${asset}$`,
  end: '^(?:never|\\+(?:[0-9]{1,9}[smhdw]|P[0-9WDTHMS]{2,40}))$',
  earning: `^(?:CAP_REACHED|LIMIT_REACHED|SHARED_LIMIT_REACHED|BUDGET_EXHAUSTED|CONDITION_NOT_MET|NO_INVITER_AT_LEVEL|[0-9]{1,15}(?:\\.[0-9]{1,9})? ${asset})$`,
} as const;

export type Form = keyof typeof forms;

/** A length of time as authors write it. */
export const durationText = { type: 'string', pattern: forms.duration } as const;

/** An amount as authors write it: quoted, so that it stays what was written. */
export const amountText = { type: 'string', pattern: forms.amount } as const;

/** A small name: of a reward, a milestone, a channel. */
export const nameText = { type: 'string', pattern: forms.name } as const;
