import type { CodeFormat } from '../../domain/campaign/terms.ts';
import { slipText } from '../../domain/campaign/check-character.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { blindIndex, blindIndexes, type KeyRing } from '../../store/keys/key-ring.ts';
import { generateValue, normaliseInput, slipsIn } from '../../store/keys/value.ts';

/** Seven characters of 32 and one that shows a typing mistake: 3.4 × 10^10 codes. */
const format: CodeFormat = {
  ...{ alphabet: 'unambiguous', length: 7, prefix: '', checkCharacter: true },
};

/** What a device shows for people to type. */
export interface UserCode {
  /** In two groups, as it is shown. */
  readonly shown: string;
  readonly index: Buffer;
}

/** A new user code; whether another request has the same is for the store to say. */
export function newUserCode(keys: KeyRing): UserCode {
  const value = generateValue(format);
  const shown = `${value.slice(0, 4)}-${value.slice(4)}`;
  return { shown, index: blindIndex(keys, 'user-code', value).index };
}

/** Under what a typed user code may be kept; a refusal where its check character shows a mistake. */
export function userIndexes(keys: KeyRing, typed: string): readonly Buffer[] | Rejection {
  const slips = slipsIn(typed, format);
  if (slips !== undefined) {
    const message = `the user code was mistyped: ${slipText(slips)}`;
    return reject('USER_CODE_UNKNOWN', { message });
  }
  return normaliseInput(typed, format)
    .flatMap((value) => blindIndexes(keys, 'user-code', value))
    .map(({ index }) => index);
}
