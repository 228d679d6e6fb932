import type { SubjectId } from '../../domain/ids.ts';
import { errorOf, field, isFinalRefusal, saysNotTaken } from './answer-body.ts';
import { createSignedSender, type SignedService } from './signed-http.ts';

/** A check of a person as the verifier is asked for it; every attempt of the same one says the same. */
export interface CheckOrder {
  readonly key: string;
  readonly subject: SubjectId;
  readonly check: string;
}

/** Who checks people. Begins a check once for a key, says how it stands, and does not throw. */
export interface Verifier {
  ask(order: CheckOrder): Promise<CheckAnswer>;
}

/** Of `pending`, `doubtful` and `not-taken` the same is asked again. */
export type CheckAnswer =
  | { readonly kind: 'passed' | 'failed' | 'pending' }
  | { readonly kind: 'refused' | 'not-taken' | 'doubtful'; readonly reason: string };

/**
 * A verifier behind the signed HTTP contract of `sandbox/verifier.openapi.yaml`. Only signed bodies are
 * believed. Throws a RangeError when the service's settings are unfit.
 */
export function createHttpVerifier(service: SignedService): Verifier {
  const send = createSignedSender(service);
  return {
    ask: async (order) => {
      const { key, subject, check } = order;
      const body = { key, subject, check };
      const answer = await send({ method: 'POST', path: '/verifications', body });
      if (answer.kind === 'unreached') return { kind: 'not-taken', reason: answer.reason };
      if (answer.kind === 'doubtful') return answer;
      const error = errorOf(answer.body);
      if (error === null) return standing(answer.body, order);
      const reason = `${error.code}: ${error.message}`;
      if (saysNotTaken(answer.status, error.code)) return { kind: 'not-taken', reason };
      return { kind: isFinalRefusal(answer.status, error.code) ? 'refused' : 'doubtful', reason };
    },
  };
}

/** How a check stands, compared with what was asked: a result is of that person and that check. */
function standing(body: unknown, order: CheckOrder): CheckAnswer {
  const isOurs = Object.entries(order).every(([name, value]) => field(body, name) === value);
  const result = field(body, 'result');
  const isKnown = result === 'passed' || result === 'failed' || result === 'pending';
  if (isOurs && isKnown) return { kind: result };
  return { kind: 'doubtful', reason: 'the answer is of another check, or has no result' };
}
