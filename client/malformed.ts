import { reject, type Rejection } from '../domain/code/rejection.ts';

export const oneLine = 'it must be one line of 1 to 500 characters';
export const badOpId = 'it must be 1 to 128 visible ASCII characters';
export const noPerson = 'it is none that a service can name';

/** The refusal of a call of which a field is not of its form. */
export function refuse(field: string, why: string): Rejection {
  return reject('INVALID_COMMAND', { message: `the command is malformed: ${field}: ${why}` });
}
