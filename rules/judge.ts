import { hourAndWeekday } from '../domain/calendar.ts';
import type { UseCommand } from '../domain/code/command.ts';
import type { Item } from '../domain/commit/commit.ts';
import type { Facts } from '../domain/commit/facts.ts';
import type { RedemptionRow } from '../domain/commit/rows.ts';
import type { RowId, SourceId, SubjectId } from '../domain/ids.ts';
import type { Judgement, RiskAnswer, RiskRule } from '../domain/policy/policy.ts';
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

/**
 * Evaluates the risk policy for each redemption of the batch, counting the batch's own earlier
 * items, and the rewards' own conditions for each item that may earn one.
 */
export async function judge(facts: Facts, items: readonly Item[]): Promise<Judged> {
  const judged: JudgedItem[] = [];
  const invited = new Set<SubjectId>();
  for (const item of items) {
    const { command } = item;
    const repeated = facts.operations.has(command.opId);
    const isUse = command.kind === 'redeem' || command.kind === 'reserve';
    const judgement = isUse && !repeated ? await judgeUse(facts, command, invited) : null;
    if (isUse && judgement?.answer.kind === 'allow') invited.add(command.invitee);
    judged.push({ ...item, judgement, rewards: await rewardsFor(facts, item) });
  }
  const overdue = new Map<RowId, ReadonlySet<string>>();
  for (const review of facts.reviews.values()) {
    const redemption = facts.redemptions.get(review.redemption);
    if (redemption) overdue.set(review.redemption, await rewardsHolding(facts, redemption));
  }
  return { items: judged, overdue };
}

const severity: Readonly<Record<RiskAnswer['kind'], number>> = {
  refuse: 4,
  'freeze-source': 3,
  verification: 2,
  review: 1,
};

async function judgeUse(
  facts: Facts,
  command: UseCommand,
  invited: ReadonlySet<SubjectId>,
): Promise<Judgement> {
  const { policy } = facts;
  const values: FactValues = {
    ...placeAndTime(facts, command),
    inviterInvitationsToday:
      facts.inviterInvitationsToday + invited.size + (invited.has(command.invitee) ? 0 : 1),
    inviterVerifiedToday: facts.inviterVerifiedToday,
    sourceRequestsLastHour: requestsOf(facts, command.source),
  };
  const held = await conditionsThatHold(policy.rules, values);
  const fired = policy.rules.filter((rule) => held.includes(rule.id));
  const used = new Set(fired.flatMap((rule) => factsRead(rule.when)));
  return {
    policy: policy.id,
    policyDigest: policy.digest,
    rules: fired.map((rule) => rule.id),
    facts: Object.fromEntries(Object.entries(values).filter(([name]) => used.has(name))),
    answer: mostSevere(fired),
  };
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

async function rewardsFor(facts: Facts, { command }: Item): Promise<ReadonlySet<string>> {
  switch (command.kind) {
    case 'redeem':
    case 'reserve':
      return rewardsHolding(facts, command);
    case 'milestone': {
      const redemption = liveRedemption(facts, command.invitee);
      return redemption === undefined
        ? new Set()
        : rewardsHolding(facts, redemption, command.purchaseAmountMinor);
    }
    case 'confirm': {
      const redemption = facts.redemptions.get(command.redemption);
      return redemption === undefined ? new Set() : rewardsHolding(facts, redemption);
    }
    case 'decideReview': {
      const review = facts.reviews.get(command.review);
      const redemption = review && facts.redemptions.get(review.redemption);
      return redemption === undefined ? new Set() : rewardsHolding(facts, redemption);
    }
    default:
      return new Set();
  }
}

async function rewardsHolding(
  facts: Facts,
  from: Pick<UseCommand, 'channel' | 'region'> | RedemptionRow,
  purchaseAmountMinor?: number,
): Promise<ReadonlySet<string>> {
  const rewards = facts.terms.rewards;
  const conditioned = rewards.flatMap(({ id, when }) =>
    when.condition === null ? [] : [{ id, when: when.condition }],
  );
  if (conditioned.length === 0) return new Set(rewards.map(({ id }) => id));
  const known = 'purchaseAmountMinor' in from ? from.purchaseAmountMinor : null;
  const held = await conditionsThatHold(conditioned, {
    ...placeAndTime(facts, from),
    purchaseAmountMinor: purchaseAmountMinor ?? known,
  });
  return new Set(
    rewards
      .filter(({ id, when }) => when.condition === null || held.includes(id))
      .map(({ id }) => id),
  );
}

function placeAndTime(
  facts: Facts,
  from: { readonly channel?: string | null; readonly region?: string | null },
): FactValues {
  const { hour, weekday } = hourAndWeekday(facts.now, facts.terms.period.timeZone);
  return {
    channel: from.channel ?? null,
    region: from.region ?? null,
    generation: facts.code.state.generation,
    hourOfDay: hour,
    weekday,
  };
}

/** The redemption that holds a person's one place in the campaign, if there is one. */
export function liveRedemption(facts: Facts, invitee: SubjectId): RedemptionRow | undefined {
  for (const row of facts.redemptions.values()) {
    if (row.invitee === invitee && isLive(row)) return row;
  }
  return undefined;
}

/** Whether a redemption takes a use of its code. */
export function isLive(row: RedemptionRow): boolean {
  return row.state === 'redeemed' || row.state === 'reserved' || row.state === 'review';
}
