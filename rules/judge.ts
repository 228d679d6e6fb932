import { startOfDay } from '../domain/calendar.ts';
import { isUse, type Command, type UseCommand } from '../domain/code/command.ts';
import type { Item } from '../domain/commit/commit.ts';
import type { Counter, Facts } from '../domain/commit/facts.ts';
import { reportOf, type Report } from '../domain/commit/report.ts';
import type { RedemptionRow } from '../domain/commit/rows.ts';
import type { OpId, RowId } from '../domain/ids.ts';
import { factsRead } from '../domain/policy/condition.ts';
import type { Judgement, RiskAnswer, RiskPolicy, RiskRule } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import { answer } from './decide.ts';
import { Draft } from './decide/draft.ts';
import { settle } from './decide/settle-rows.ts';
import { conditionsThatHold } from './evaluate.ts';
import { valuesOfReward, valuesOfUse } from './values.ts';

/** What the rules say of a batch, before any counter is locked. */
export interface Judged {
  readonly items: readonly JudgedItem[];
  /** For redemptions that an overdue review may approve. */
  readonly overdue: ReadonlyMap<RowId, Holding>;
}

/** Rewards whose own condition holds, by their ids; those without a condition included. */
export type Holding = Pick<ReadonlySet<string>, 'has'>;

export interface JudgedItem extends Item {
  /** Null where the risk policy has no say: everything but redeeming and reserving. */
  readonly judgement: Judgement | null;
  /** What a policy in the shadow says, where there is one. */
  readonly shadow: Judgement | null;
  readonly rewards: Holding;
}

/** Counters bound what is granted, not what a redemption is judged by, so a rehearsal has none. */
export const unbounded: Pick<ReadonlyMap<string, Counter>, 'get'> = {
  get: () => ({ used: 0, max: null }),
};

/**
 * Evaluates the risk policy for each redemption of the batch, and the rewards' own conditions for
 * each item that may earn one. Each item is then rehearsed, so that the next one is judged by what
 * is true after it: a batch is judged as its items would be one by one.
 */
export async function judge(facts: Facts, items: readonly Item[]): Promise<Judged> {
  const overdue = facts.reviews.size === 0 ? noneOverdue : await rewardsOfReviews(facts);
  const rehearsal = new Rehearsal(facts, overdue);
  const today = startOfItemsDay(facts, items);
  const judged: JudgedItem[] = [];
  for (const item of items) {
    const { command } = item;
    const said = judgementOf(rehearsal, command, today);
    const judgement = said instanceof Promise ? await said : said;
    const shadow = judgement === null ? null : await shadowOf(rehearsal, command, today);
    const holding = rewardsHolding(facts, occasionOf(rehearsal, command));
    const rewards = holding instanceof Promise ? await holding : holding;
    const { bodyHash, screening } = item;
    const one = { command, bodyHash, screening, judgement, shadow, rewards };
    judged.push(one);
    // Nobody is judged by what is true after the last item.
    if (judged.length < items.length) answer(rehearsal.draft, one);
  }
  return { items: judged, overdue };
}

/** What is true before the next item; worked out only where somebody looks at it. */
class Rehearsal {
  readonly facts: Facts;
  private readonly overdue: Judged['overdue'];
  private made: Draft | null = null;

  constructor(facts: Facts, overdue: Judged['overdue']) {
    this.facts = facts;
    this.overdue = overdue;
  }

  get draft(): Draft {
    if (this.made === null) {
      this.made = new Draft(this.facts, unbounded);
      settle(this.made, this.overdue);
    }
    return this.made;
  }

  isAnswered(id: OpId): boolean {
    return this.facts.operations.has(id) || this.made?.operations.has(id) === true;
  }
}

/** When the day began, for a batch in which somebody redeems; others need not know. */
function startOfItemsDay({ now, terms }: Facts, items: readonly Item[]): Instant {
  return items.some(({ command }) => isUse(command)) ? startOfDay(now, terms.period.timeZone) : now;
}

async function rewardsOfReviews(facts: Facts): Promise<Judged['overdue']> {
  const overdue = new Map<RowId, Holding>();
  for (const review of facts.reviews.values()) {
    const redemption = facts.redemptions.get(review.redemption);
    if (redemption === undefined) continue;
    const occasion = { from: redemption, at: review.dueAt };
    overdue.set(redemption.id, await rewardsHolding(facts, occasion));
  }
  return overdue;
}

const noneOverdue: Judged['overdue'] = new Map();
const noRewards: Holding = new Set();
const allRewards: Holding = { has: () => true };
const nothingFired = [] as const;
const noFacts = {};
const allow = { kind: 'allow' } as const;

const severity: Readonly<Record<RiskAnswer['kind'], number>> = {
  ban: 5,
  refuse: 4,
  freeze: 3,
  verification: 2,
  review: 1,
};

/** A promise only where there are rules to evaluate. */
function judgementOf(
  rehearsal: Rehearsal,
  command: Command,
  today: Instant,
): Judgement | null | Promise<Judgement> {
  if (!isUse(command) || rehearsal.isAnswered(command.opId)) return null;
  return judgedBy(rehearsal.facts.policy, rehearsal, { command, today });
}

function shadowOf(
  rehearsal: Rehearsal,
  command: Command,
  today: Instant,
): Judgement | null | Promise<Judgement> {
  const { shadow } = rehearsal.facts;
  return shadow === null || !isUse(command)
    ? null
    : judgedBy(shadow, rehearsal, { command, today });
}

interface Use {
  readonly command: UseCommand;
  readonly today: Instant;
}

function judgedBy(
  policy: RiskPolicy,
  rehearsal: Rehearsal,
  use: Use,
): Judgement | Promise<Judgement> {
  return policy.rules.length === 0 ? allowedBy(policy) : judgeUse(policy, rehearsal, use);
}

function allowedBy({ id, digest }: RiskPolicy): Judgement {
  return { policy: id, policyDigest: digest, rules: nothingFired, facts: noFacts, answer: allow };
}

async function judgeUse(
  policy: RiskPolicy,
  rehearsal: Rehearsal,
  { command, today }: Use,
): Promise<Judgement> {
  const { id, digest: policyDigest } = policy;
  const rules = rulesFor(policy, rehearsal.facts);
  const values = valuesOfUse(rehearsal.draft, command, today);
  const held = await conditionsThatHold(rules, values);
  if (held.length === 0) return allowedBy(policy);
  const fired = rules.filter(({ id: rule }) => held.includes(rule));
  const used = new Set(fired.flatMap((rule) => factsRead(rule.when)));
  return {
    policy: id,
    policyDigest,
    rules: fired.map((rule) => rule.id),
    facts: Object.fromEntries(Object.entries(values).filter(([name]) => used.has(name))),
    answer: mostSevere(fired),
  };
}

/** Rules that are relaxed for a group do not hold where the inviter belongs to it. */
function rulesFor(
  { rules, whitelist = [] }: RiskPolicy,
  { inviterGroups, now }: Facts,
): readonly RiskRule[] {
  const relaxed = new Set(
    whitelist
      .filter(({ group, until }) => inviterGroups.includes(group) && now < until)
      .flatMap((one) => one.rules),
  );
  return relaxed.size === 0 ? rules : rules.filter(({ id }) => !relaxed.has(id));
}

function mostSevere(fired: readonly RiskRule[]): Judgement['answer'] {
  const [first, ...rest] = fired.map((rule) => rule.answer);
  if (first === undefined) return allow;
  return rest.reduce(
    (worst, answer) => (severity[answer.kind] > severity[worst.kind] ? answer : worst),
    first,
  );
}

/** Something by which rewards may be earned: what is known of the redemption, and when it happens. */
interface Occasion {
  readonly from: Pick<UseCommand, 'channel' | 'region'> | RedemptionRow | undefined;
  readonly at: Instant;
  readonly report?: Report;
}

function occasionOf(rehearsal: Rehearsal, command: Command): Occasion | null {
  const at = rehearsal.facts.now;
  switch (command.kind) {
    case 'redeem':
    case 'reserve':
      return { from: command, at: command.late?.at ?? at };
    case 'milestone': {
      const from = rehearsal.draft.liveRedemptionOf(command.invitee);
      const report = reportOf(rehearsal.facts.terms, command, at);
      return 'ok' in report ? null : { from, at, report };
    }
    case 'confirm':
      return { from: rehearsal.draft.redemptions.get(command.redemption), at };
    case 'decideReview': {
      const { draft } = rehearsal;
      const review = draft.reviews.get(command.review);
      return { from: review && draft.redemptions.get(review.redemption), at };
    }
    default:
      return null;
  }
}

/** A promise only where there is a condition to evaluate. */
function rewardsHolding(facts: Facts, occasion: Occasion | null): Holding | Promise<Holding> {
  if (occasion?.from === undefined) return noRewards;
  const { rewards } = facts.terms;
  return rewards.every(({ when }) => when.condition === null)
    ? allRewards
    : conditionsHolding(facts, { ...occasion, from: occasion.from });
}

async function conditionsHolding(
  facts: Facts,
  { from, ...when }: Occasion & { readonly from: NonNullable<Occasion['from']> },
): Promise<Holding> {
  const { rewards } = facts.terms;
  const conditioned = rewards.flatMap(({ id, when: { condition } }) =>
    condition === null ? [] : [{ id, when: condition }],
  );
  const held = await conditionsThatHold(conditioned, valuesOfReward(facts, from, when));
  return new Set(
    rewards
      .filter(({ id, when: { condition } }) => condition === null || held.includes(id))
      .map(({ id }) => id),
  );
}
