import { reject, type Rejection } from '../../domain/code/rejection.ts';

/**
 * A phone number in the form of E.164, or undefined for anything else: limits are for a phone, and one that
 * could be spelt in several ways would have them several times.
 */
export function phoneNumber(text: string): string | undefined {
  const number = text.normalize('NFKC').replaceAll(/[\s\-().]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}

/** What is answered to any other number. */
export function malformedPhone(): Rejection {
  return reject('INVALID_COMMAND', {
    message: 'the command is malformed: phone must have its country code, such as +8613800138000',
  });
}
