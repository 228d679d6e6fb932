import type { Accepted } from '../../domain/code/outcome.ts';
import type { Surroundings } from '../../domain/code/transition.ts';
import type { JudgedItem } from '../judge.ts';
import type { Draft } from './draft.ts';

/** A "yes" with the code as it is now. */
export function accepted(
  draft: Draft,
  details: Omit<Accepted, 'ok' | 'status' | 'expiresAt' | 'rules'> = {},
  item?: JudgedItem,
): Accepted {
  const { status, expiresAt } = draft.state;
  const rules = item?.judgement?.rules ?? [];
  return { ok: true, status, expiresAt, ...details, ...(rules.length > 0 ? { rules } : {}) };
}

/** What surrounds the code at this point of the batch. */
export function around(draft: Draft): Surroundings {
  return {
    terms: draft.terms,
    period: draft.period,
    successor: draft.successorId,
    now: draft.facts.now,
  };
}
