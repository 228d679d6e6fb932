import type { SubjectId } from '../../domain/ids.ts';
import { errorOf, field, isFinalRefusal, saysNotTaken } from './answer-body.ts';
import { createSignedSender, type SignedService } from './signed-http.ts';

/** A message as the notifier is asked to deliver it; every attempt of the same one says the same. */
interface MessageOrder {
  readonly key: string;
  readonly to: SubjectId;
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Who brings messages to people. Takes a message once for a key, and does not throw. */
export interface Notifier {
  notify(order: MessageOrder): Promise<NotifyAnswer>;
}

/** Of `doubtful` and `not-taken` the same message is sent again. */
type NotifyAnswer =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'not-taken'; readonly reason: string }
  | { readonly kind: 'doubtful'; readonly reason: string };

/**
 * A notifier behind the signed HTTP contract of `sandbox/notifier.openapi.yaml`. Throws a
 * RangeError when the service's settings are unfit.
 */
export function createHttpNotifier(service: SignedService): Notifier {
  const send = createSignedSender(service);
  return {
    notify: async ({ key, to, template, data }) => {
      const body = { key, to, template, data };
      const answer = await send({ method: 'POST', path: '/messages', body });
      if (answer.kind === 'unreached') return { kind: 'not-taken', reason: answer.reason };
      if (answer.kind === 'doubtful') return answer;
      const error = errorOf(answer.body);
      if (error === null) {
        const taken = typeof field(answer.body, 'messageId') === 'string';
        if (taken && field(answer.body, 'key') === key) return { kind: 'sent' };
        return { kind: 'doubtful', reason: `the answer (${String(answer.status)}) is no receipt` };
      }
      const reason = `${error.code}: ${error.message}`;
      if (saysNotTaken(answer.status, error.code)) return { kind: 'not-taken', reason };
      return { kind: isFinalRefusal(answer.status, error.code) ? 'refused' : 'doubtful', reason };
    },
  };
}
