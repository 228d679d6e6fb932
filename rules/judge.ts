import { hourAndWeekday, startOfDay } from '../domain/calendar.ts';
import type { Command, UseCommand } from '../domain/code/command.ts';
import type { Item } from '../domain/commit/commit.ts';
import type { Facts } from '../domain/commit/facts.ts';
import { isLive, type RedemptionRow } from '../domain/commit/rows.ts';
import type { OpId, RowId, SourceId, SubjectId } from '../domain/ids.ts';
import type { Judgement, RiskAnswer, RiskRule } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import { answer } from './decide.ts';
import { Draft } from './decide/draft.ts';
import { settle } from './decide/settle-rows.ts';
import { conditionsThatHold, factsRead, type FactValues } from './evaluate.ts';

/** What the rules say of a batch, before any counter is locked. */
export interface Judged {
  readonly items: readonly JudgedItem[];
  /** Rewards whose own condition holds, for redemptions that an overdue review may approve. */
  readonly overdue: ReadonlyMap<RowId, ReadonlySet<string>>;
}

export interface JudgedItem extends Item {
  /** Null where the risk policy has no say: everything but redeeming and reserving. */
  readonly judgement: Judgement | null;
  /** Rewards whose own condition holds for this item; those without a condition included. */
  readonly rewards: ReadonlySet<string>;
}

/** Counters bound what is granted and never whether a command is accepted, so a rehearsal has none. */
const unbounded = { get: () => ({ used: 0, max: null }) };

/**
 * Evaluates the risk policy for each redemption of the batch, and the rewards' own conditions for
 * each item that may earn one. Each item is then rehearsed, so that the next one is judged by what
 * is true after it: a batch is judged as its items would be one by one.
 */
export async function judge(facts: Facts, items: readonly Item[]): Promise<Judged> {
  const overdue = await rewardsOfReviews(facts);
  const rehearsal = new Rehearsal(facts, overdue);
  const today = startOfItemsDay(facts, items);
  const judged: JudgedItem[] = [];
  for (const item of items) {
    const { command } = item;
    const isJudged = isUse(command) && !rehearsal.isAnswered(command.opId);
    const judgement = isJudged ? await judgeUse(rehearsal, command, today) : null;
    const rewards = await rewardsFor(rehearsal, command);
    const one = { ...item, judgement, rewards };
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

function isUse(command: Command): command is UseCommand {
  return command.kind === 'redeem' || command.kind === 'reserve';
}

async function rewardsOfReviews(facts: Facts): Promise<Judged['overdue']> {
  const overdue = new Map<RowId, ReadonlySet<string>>();
  for (const review of facts.reviews.values()) {
    const redemption = facts.redemptions.get(review.redemption);
    if (redemption === undefined) continue;
    overdue.set(redemption.id, await rewardsHolding(facts, redemption, { at: review.dueAt }));
  }
  return overdue;
}

const nothingFired = { rules: [], facts: {}, answer: { kind: 'allow' } } as const;

const severity: Readonly<Record<RiskAnswer['kind'], number>> = {
  refuse: 4,
  'freeze-source': 3,
  verification: 2,
  review: 1,
};

async function judgeUse(
  rehearsal: Rehearsal,
  command: UseCommand,
  today: Instant,
): Promise<Judgement> {
  const { facts } = rehearsal;
  const { policy } = facts;
  const { id, digest: policyDigest, rules } = policy;
  if (rules.length === 0) return { policy: id, policyDigest, ...nothingFired };
  const { draft } = rehearsal;
  const { holder } = facts.code;
  const verified = draft.verifications.some(
    ({ subject, result }) => subject === holder && result === 'passed',
  );
  const values: FactValues = {
    ...placeAndTime(facts, command, command.late?.at ?? facts.now),
    inviterInvitationsToday: invitationsToday(draft, command.invitee, today),
    inviterVerifiedToday: facts.inviterVerifiedToday || verified,
    sourceRequestsLastHour: requestsOf(facts, command.source),
  };
  const held = await conditionsThatHold(rules, values);
  if (held.length === 0) return { policy: id, policyDigest, ...nothingFired };
  const fired = rules.filter(
    ({ id: rule, answer }) =>
      held.includes(rule) && (answer.kind !== 'freeze-source' || command.source !== undefined),
  );
  const used = new Set(fired.flatMap((rule) => factsRead(rule.when)));
  return {
    policy: id,
    policyDigest,
    rules: fired.map((rule) => rule.id),
    facts: Object.fromEntries(Object.entries(values).filter(([name]) => used.has(name))),
    answer: mostSevere(fired),
  };
}

/** Invitees of the holder's day as the batch has made it so far, this one included. */
function invitationsToday(draft: Draft, invitee: SubjectId, today: Instant): number {
  const { facts } = draft;
  const { holder } = facts.code;
  const counts = (row: RedemptionRow | undefined): number =>
    Number(row !== undefined && isLive(row) && row.inviter === holder && row.at >= today);
  let count = facts.inviterInvitationsToday;
  for (const row of draft.redemptions.values()) {
    count += counts(row) - counts(facts.redemptions.get(row.id));
  }
  return count + 1 - counts(draft.liveRedemptionOf(invitee));
}

function mostSevere(fired: readonly RiskRule[]): Judgement['answer'] {
  const [first, ...rest] = fired.map((rule) => rule.answer);
  if (first === undefined) return { kind: 'allow' };
  return rest.reduce(
    (worst, answer) => (severity[answer.kind] > severity[worst.kind] ? answer : worst),
    first,
  );
}

function requestsOf(facts: Facts, source: SourceId | undefined): number {
  return source === undefined ? 0 : (facts.sources.get(source)?.requestsLastHour ?? 0);
}

async function rewardsFor(rehearsal: Rehearsal, command: Command): Promise<ReadonlySet<string>> {
  const { facts } = rehearsal;
  const at = facts.now;
  switch (command.kind) {
    case 'redeem':
    case 'reserve':
      return rewardsHolding(facts, command, { at: command.late?.at ?? at });
    case 'milestone': {
      const { purchaseAmountMinor } = command;
      return rewardsHolding(facts, rehearsal.draft.liveRedemptionOf(command.invitee), {
        at,
        ...(purchaseAmountMinor === undefined ? {} : { purchaseAmountMinor }),
      });
    }
    case 'confirm':
      return rewardsHolding(facts, rehearsal.draft.redemption(command.redemption), { at });
    case 'decideReview': {
      const { draft } = rehearsal;
      const review = draft.review(command.review);
      return rewardsHolding(facts, review && draft.redemption(review.redemption), { at });
    }
    default:
      return new Set();
  }
}

async function rewardsHolding(
  facts: Facts,
  from: Pick<UseCommand, 'channel' | 'region'> | RedemptionRow | undefined,
  when: { readonly at: Instant; readonly purchaseAmountMinor?: number },
): Promise<ReadonlySet<string>> {
  if (from === undefined) return new Set();
  const rewards = facts.terms.rewards;
  const conditioned = rewards.flatMap(({ id, when: { condition } }) =>
    condition === null ? [] : [{ id, when: condition }],
  );
  if (conditioned.length === 0) return new Set(rewards.map(({ id }) => id));
  const known = 'purchaseAmountMinor' in from ? from.purchaseAmountMinor : null;
  const held = await conditionsThatHold(conditioned, {
    ...placeAndTime(facts, from, when.at),
    purchaseAmountMinor: when.purchaseAmountMinor ?? known,
  });
  return new Set(
    rewards
      .filter(({ id, when: { condition } }) => condition === null || held.includes(id))
      .map(({ id }) => id),
  );
}

function placeAndTime(
  facts: Facts,
  from: { readonly channel?: string | null; readonly region?: string | null },
  at: Instant,
): FactValues {
  const { hour, weekday } = hourAndWeekday(at, facts.terms.period.timeZone);
  return {
    channel: from.channel ?? facts.code.channel,
    region: from.region ?? null,
    generation: facts.code.state.generation,
    hourOfDay: hour,
    weekday,
  };
}
