import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { readPhone } from './read-phone.ts';
import { identityIndex } from './subject.ts';

/** A phone that somebody can be called by. */
export interface Phone {
  /** In the form of E.164. */
  readonly number: string;
  /** By which it is known where the number is not. */
  readonly index: string;
}

/**
 * A phone by its number with country code, or as it is dialled in a region. Undefined for anything else:
 * limits are for a phone, and one that could be spelt in several ways would have them several times.
 */
export function phoneOf(keys: KeyRing, text: string, region?: string): Phone | undefined {
  const number = readPhone(text, region);
  const index = number === undefined ? undefined : identityIndex(keys, 'phone', number);
  return number === undefined || index === undefined ? undefined : { number, index };
}

/** What is answered to any other number, which a command may have in a field of another name. */
export function malformedPhone(field = 'phone', region?: string): Rejection {
  const or = region === undefined ? '' : `, or be as it is dialled in ${region}`;
  return reject('INVALID_COMMAND', {
    message: `the command is malformed: ${field} must have its country code, such as +8613800138000${or}`,
  });
}
