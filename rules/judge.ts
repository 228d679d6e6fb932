import type { RewardTerms } from '../domain/campaign/terms.ts';
import { isUse, type Command, type UseCommand } from '../domain/code/command.ts';
import type { Item } from '../domain/commit/commit.ts';
import type { Counter, Facts } from '../domain/commit/facts.ts';
import { reportedBy, reportOf, type Report } from '../domain/commit/report.ts';
import type { RedemptionRow } from '../domain/commit/rows.ts';
import type { OpId, RowId } from '../domain/ids.ts';
import { onceFor } from '../domain/once-for.ts';
import type { Judgement } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import { answer } from './decide.ts';
import { Draft } from './decide/draft.ts';
import { settle } from './decide/settle-rows.ts';
import { conditionsThatHold, type NamedCondition } from './evaluate.ts';
import { judgedBy } from './judge-use.ts';
import { valuesOfReward } from './values.ts';

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
 * is true after it: a batch is judged as its items would be one by one. A promise only where there is
 * something to evaluate: a simulation without rules waits for nothing.
 */
export function judge(facts: Facts, items: readonly Item[]): Judged | Promise<Judged> {
  const overdue = facts.reviews.size === 0 ? noneOverdue : rewardsOfReviews(facts);
  return after(overdue, (known) => {
    const rehearsal = new Rehearsal(facts, known);
    return after(judgeItems(rehearsal, items, []), (judged) => ({ items: judged, overdue: known }));
  });
}

/** Goes on at once where there was nothing to wait for. */
export function after<A, B>(
  value: A | Promise<A>,
  next: (value: A) => B | Promise<B>,
): B | Promise<B> {
  return value instanceof Promise ? value.then(next) : next(value);
}

function judgeItems(
  rehearsal: Rehearsal,
  items: readonly Item[],
  judged: JudgedItem[],
): readonly JudgedItem[] | Promise<readonly JudgedItem[]> {
  for (;;) {
    const item = items[judged.length];
    if (item === undefined) return judged;
    // Nobody is judged by what is true after the last item.
    const draft = judged.length === items.length - 1 ? null : rehearsal.draft;
    const one = judgeItem(rehearsal, item);
    if (one instanceof Promise) {
      return one.then((done) => {
        rehearse(draft, judged, done);
        return judgeItems(rehearsal, items, judged);
      });
    }
    rehearse(draft, judged, one);
  }
}

function rehearse(draft: Draft | null, judged: JudgedItem[], one: JudgedItem): void {
  judged.push(one);
  if (draft !== null) answer(draft, one);
}

function judgeItem(rehearsal: Rehearsal, item: Item): JudgedItem | Promise<JudgedItem> {
  const { command } = item;
  const judgement = judgementOf(rehearsal, command);
  const shadow = judgement === null ? null : shadowOf(rehearsal, command);
  const rewards = rewardsHolding(rehearsal.facts, occasionOf(rehearsal, command));
  return judgement instanceof Promise || shadow instanceof Promise || rewards instanceof Promise
    ? Promise.all([judgement, shadow, rewards]).then((said) => itemJudged(item, said))
    : itemJudged(item, [judgement, shadow, rewards]);
}

function itemJudged(
  { command, bodyHash, screening }: Item,
  [judgement, shadow, rewards]: readonly [Judgement | null, Judgement | null, Holding],
): JudgedItem {
  return { command, bodyHash, screening, judgement, shadow, rewards };
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

/** A promise only where there are rules to evaluate. */
function judgementOf(
  rehearsal: Rehearsal,
  command: Command,
): Judgement | null | Promise<Judgement> {
  if (!isUse(command) || rehearsal.isAnswered(command.opId)) return null;
  return judgedBy(rehearsal.facts.policy, rehearsal, command);
}

function shadowOf(rehearsal: Rehearsal, command: Command): Judgement | null | Promise<Judgement> {
  const { shadow } = rehearsal.facts;
  return shadow === null || !isUse(command) ? null : judgedBy(shadow, rehearsal, command);
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
    case 'milestone':
    case 'verify':
      return occasionOfReport(rehearsal, command);
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

function occasionOfReport(rehearsal: Rehearsal, command: Command): Occasion | null {
  const { terms, now: at } = rehearsal.facts;
  const reported = reportedBy(terms, command);
  if (reported === undefined) return null;
  const from = rehearsal.draft.liveRedemptionOf(reported.invitee);
  const report = reportOf(terms, reported, at);
  return 'ok' in report ? null : { from, at, report };
}

/** A promise only where there is a condition to evaluate. */
function rewardsHolding(facts: Facts, occasion: Occasion | null): Holding | Promise<Holding> {
  if (occasion?.from === undefined) return noRewards;
  return conditionsOf(facts.terms.rewards).length === 0
    ? allRewards
    : conditionsHolding(facts, { ...occasion, from: occasion.from });
}

const conditionsOf = onceFor((rewards: readonly RewardTerms[]): readonly NamedCondition[] =>
  rewards.flatMap(({ id, when: { condition } }) =>
    condition === null ? [] : [{ id, when: condition }],
  ),
);

async function conditionsHolding(
  facts: Facts,
  { from, ...when }: Occasion & { readonly from: NonNullable<Occasion['from']> },
): Promise<Holding> {
  const { rewards } = facts.terms;
  const held = await conditionsThatHold(conditionsOf(rewards), valuesOfReward(facts, from, when));
  return new Set(
    rewards
      .filter(({ id, when: { condition } }) => condition === null || held.includes(id))
      .map(({ id }) => id),
  );
}
