import { supposedWording } from '../../domain/content/supposed.ts';
import { factOf, propertiesOf, type Properties } from '../../domain/campaign/milestones.ts';
import type { Command, UseCommand } from '../../domain/code/command.ts';
import { isLive, type CodeRow, type RedemptionRow } from '../../domain/commit/rows.ts';
import type { Recorded, RecordedUse } from '../../domain/commit/recorded.ts';
import { asReported, type PropertyValue } from '../../domain/commit/report.ts';
import { rewardId, type OpId, type SubjectId } from '../../domain/ids.ts';
import type { Facts } from '../../domain/commit/facts.ts';
import { factsOfAsking } from '../../domain/policy/condition.ts';
import type { FactValue } from '../../domain/policy/facts.ts';
import type { MemoryStore } from '../../simulate/memory-store.ts';

/** In whose name what is recorded is done again. */
const byHand = { actor: 'backtest', reason: 'as recorded' };

/** The network of every redemption whose number of requests is recorded. */

/** Where a recorded command is asked again. */
interface Around {
  readonly store: MemoryStore;
  readonly code: CodeRow;
  readonly opId: OpId;
}

/**
 * A recorded command as it is asked of the same code in another store. Rows have other numbers there,
 * so they are found by their invitee. Null where there is nothing to ask: what was accepted once is
 * not there this time.
 */
export function commandOf({ what }: Recorded, around: Around): Command | null {
  const { store, code, opId } = around;
  const own = 'of' in what ? ownOf(what, store, code) : undefined;
  switch (what.kind) {
    case 'use':
      return what.of === null ? null : useOf(what, { opId, invitee: what.of.invitee });
    case 'share':
      return { kind: 'share', opId, via: what.via };
    case 'verify': {
      const { subject, check, result } = what;
      return { kind: 'verify', opId, subject, check, result };
    }
    case 'revise':
      return { kind: 'reviseWording', opId, wording: supposedWording(what.hits) };
    case 'revoke':
      return { kind: 'revoke', opId, ban: what.ban, ...byHand };
    case 'reset': {
      const appeal = ['revoked', 'banned'].includes(code.state.status);
      return { kind: 'reset', opId, appeal, ...byHand };
    }
    default:
      return own === undefined ? null : ofRedemption(what, own, around);
  }
}

type OfRedemption = Extract<
  Recorded['what'],
  { readonly kind: 'close' | 'correct' | 'decide' | 'milestone' | 'reverse' }
>;

function ofRedemption(
  what: OfRedemption,
  own: RedemptionRow,
  { store, code, opId }: Around,
): Command | null {
  switch (what.kind) {
    case 'close':
      return { kind: what.as, opId, redemption: own.id };
    case 'correct':
      return { kind: what.as, opId, redemption: own.id, ...byHand };
    case 'decide': {
      const reviews = (store.rows(own.code)?.reviews ?? []).flatMap(
        (id) => store.reviews.get(id) ?? [],
      );
      const review = reviews.find((row) => row.redemption === own.id && row.state === 'open');
      if (review === undefined) return null;
      return { kind: 'decideReview', opId, review: review.id, decision: what.as, ...byHand };
    }
    case 'milestone': {
      const { properties } = store.campaign(code.campaign).terms;
      return reportedAgain(what, properties, { opId, invitee: own.invitee });
    }
    case 'reverse': {
      const [, reward = '', side = ''] = what.reward.split('/');
      const part = what.part === null ? {} : { part: { amountMinor: what.part } };
      return { kind: 'reverse', opId, reward: rewardId(own.id, reward, side), ...part, ...byHand };
    }
  }
}

/**
 * A milestone as it was reported, without properties that these terms do not know. Events of older
 * versions do not say the purchase; their redemption then says the last one.
 */
function reportedAgain(
  { milestone, of, said }: Extract<OfRedemption, { readonly kind: 'milestone' }>,
  terms: Properties | undefined,
  who: { readonly opId: OpId; readonly invitee: SubjectId },
): Command {
  const bought =
    said['purchaseAmountMinor'] === undefined
      ? of.purchaseAmountMinor
      : said['purchaseAmountMinor'];
  const properties: Record<string, PropertyValue> = {};
  for (const [name, property] of Object.entries(propertiesOf(terms, milestone))) {
    const value = said[factOf(milestone, name)];
    if (value !== undefined && value !== null) properties[name] = asReported(property, value);
  }
  return {
    ...{ kind: 'milestone', ...who, milestone },
    ...(typeof bought === 'number' ? { purchaseAmountMinor: bought } : {}),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  };
}

/** A recorded use by this person. What was not recorded of it is left out. */
export function useOf(
  { as, of, judgement }: RecordedUse,
  who: { readonly opId: OpId; readonly invitee: SubjectId },
): UseCommand {
  const said = { ...judgement?.facts, ...of };
  const [channel, region] = [textOf(said.channel), textOf(said.region)];
  return {
    kind: as,
    ...who,
    ...(channel === null ? {} : { channel }),
    ...(region === null ? {} : { region }),
    ...(of?.byHand ? { late: { ...of.byHand, at: of.at } } : {}),
  };
}

/** What is recorded of who asked: a replay knows nothing else of it. */
export function saidOf(recorded: Readonly<Record<string, FactValue>>): Facts['said'] {
  return Object.fromEntries(
    Object.entries(recorded).filter(([fact]) => factsOfAsking.some((one) => one === fact)),
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** What a command is about: who is to have a redemption back has one that is cancelled. */
function ownOf(
  what: Extract<Recorded['what'], { readonly of: RedemptionRow | null }>,
  store: MemoryStore,
  code: CodeRow,
): RedemptionRow | undefined {
  if (what.of === null) return undefined;
  if (what.kind !== 'correct' || what.as === 'cancel') return redemptionOf(store, code, what.of);
  const ids = store.redemptionsOf.of(code.campaign, what.of.invitee);
  return ids.flatMap((id) => store.redemptions.get(id) ?? []).findLast((one) => one.cancelled);
}

function redemptionOf(
  store: MemoryStore,
  code: CodeRow,
  { invitee }: RedemptionRow,
): RedemptionRow | undefined {
  const ids = store.redemptionsOf.of(code.campaign, invitee);
  return ids.flatMap((id) => store.redemptions.get(id) ?? []).find(isLive);
}
