import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import { identityIndex } from '../subject.ts';

/** A phone that passwords are sent to. */
export interface Phone {
  /** In the form of E.164. */
  readonly number: string;
  /** By which it is known where the number is not. */
  readonly index: string;
}

/**
 * A phone by its number with country code, or undefined for anything else: limits are for a phone, and one
 * that could be spelt in several ways would have them several times.
 */
export function phoneOf(keys: KeyRing, text: string): Phone | undefined {
  const number = text.normalize('NFKC').replaceAll(/[\s\-().]/g, '');
  const index = identityIndex(keys, 'phone', number);
  return index !== undefined && /^\+[1-9]\d{6,14}$/.test(number) ? { number, index } : undefined;
}

/** What is answered to any other number. */
export function malformedPhone(): Rejection {
  return reject('INVALID_COMMAND', {
    message: 'the command is malformed: phone must have its country code, such as +8613800138000',
  });
}
