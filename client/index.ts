export { createUsher, type Usher, type UsherOptions } from './usher.ts';
export { UsherError, type UsherErrorCode } from './usher-error.ts';
export { subjectId, type Person } from './subject.ts';
export type { Clicked } from './click.ts';
export type { CodeInput } from './calls.ts';
export type { CodeView } from './view.ts';
export type { IssuedCode } from './issue.ts';
export { createPool } from '../store/pool.ts';
export { readKeyLists } from '../store/keys/given-keys.ts';
