import type { Accepted, TakenBack } from '../../domain/code/outcome.ts';
import type { Surroundings } from '../../domain/code/transition.ts';
import type { Judgement } from '../../domain/policy/policy.ts';
import { wordingHitsMax } from '../../domain/policy/wording.ts';
import { leftOf, type RewardRow } from '../../domain/commit/rows.ts';
import type { JudgedItem } from '../judge.ts';
import { comparedIn } from '../compared-in.ts';
import type { Draft } from './draft.ts';

/** A "yes" with the code as it is now. */
export function accepted(
  draft: Draft,
  details: Omit<Accepted, 'ok' | 'status' | 'expiresAt' | keyof Why> = {},
  item?: JudgedItem,
): Accepted {
  const { status, expiresAt } = draft.state;
  return { ok: true, status, expiresAt, ...details, ...whyOf(item?.judgement ?? null) };
}

type Why = Pick<Accepted, 'rules' | 'policy' | 'thresholds' | 'facts'>;

/** By which version something was let through, and what fired of it all the same. */
function whyOf(judgement: Judgement | null): Why {
  if (judgement === null) return {};
  const { rules, policyDigest: policy } = judgement;
  return rules.length === 0 ? { policy } : { rules, policy, ...comparedIn(judgement) };
}

/** What was left of a reward, and is taken back. */
export function takenBack(row: RewardRow | undefined): readonly TakenBack[] {
  if (row?.state !== 'voided' && row?.state !== 'reversed') return [];
  const { id, reward, side, asset, state } = row;
  return [{ id, reward, side, asset, minor: leftOf(row), state }];
}

/** What surrounds the code at this point of the batch. */
export function around(draft: Draft): Surroundings {
  return {
    terms: draft.terms,
    period: draft.period,
    successor: draft.successorId,
    now: draft.facts.now,
    wordingHitsMax: wordingHitsMax(draft.facts.policy),
  };
}
