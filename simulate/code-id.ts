import type { CodeId } from '../domain/ids.ts';

/** The n-th id of a simulation's codes. */
export function codeIdOf(number: number): CodeId {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}` as CodeId;
}
