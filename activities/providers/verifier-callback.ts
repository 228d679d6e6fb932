import { field } from './answer-body.ts';
import { believed, refusalOf, type CallbackAnswer } from './callback.ts';
import type { Received, SigningKey } from './signature.ts';

/** Which check the verifier calls back about. Only a hint: what counts is what it answers when asked. */
export interface CheckHint {
  readonly key: string;
  readonly subject: string;
  readonly check: string;
}

/**
 * Handles a callback of the verifier: believes what its signature holds for, and has `look` look at the
 * check now. To be called with the bytes of the body as received.
 */
export async function handleCheckCallback(
  key: SigningKey,
  received: Received,
  look: (hint: CheckHint) => Promise<unknown>,
): Promise<CallbackAnswer> {
  const read = believed(key, received);
  if (!read.ok) return read.answer;
  const hint = hintOf(read.body);
  if (hint === undefined) {
    return refusalOf(400, 'BAD_REQUEST', 'a callback names key, subject and check');
  }
  try {
    await look(hint);
  } catch {
    return refusalOf(500, 'INTERNAL', 'to be sent again');
  }
  return { status: 204, body: null };
}

function hintOf(body: unknown): CheckHint | undefined {
  const [key, subject, check] = ['key', 'subject', 'check'].map((name) => field(body, name));
  const areTexts = typeof key === 'string' && typeof subject === 'string';
  return areTexts && typeof check === 'string' ? { key, subject, check } : undefined;
}
