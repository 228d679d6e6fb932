export { createUsher, type Usher, type UsherOptions } from './usher.ts';
export { UsherError, type UsherErrorCode } from './usher-error.ts';
export {
  forOutsiders,
  type Outside,
  type OutsideAnswer,
  type OutsideOptions,
  type OutsideUse,
  type OutsideUsed,
} from './outside.ts';
export { toldToUser, type Told } from './told.ts';
export { subjectId, type Person } from './subject.ts';
export type { Clicked } from './click.ts';
export type { CodeInput } from './calls.ts';
export type { ConsentGiven, ConsentWithdrawn } from './consents/consent.ts';
export type { CodeView } from './view.ts';
export type { CodeFound } from './reading/find.ts';
export type { Forgiven } from './debts.ts';
export type { IssuedCode } from './issue.ts';
export type { Relation } from './relation.ts';
export type { AwardOutcome } from '../domain/award/award.ts';
export type { AuthenticatorSetup } from './devices/authenticator.ts';
export type { PasswordSent } from './passwords/send.ts';
export type { PointsOutcome } from '../domain/points/command.ts';
export type { PointsView } from '../store/points/read-points.ts';
export type { StreamAnswer, StreamView, StreamsListed } from './streams/streams.ts';
export type { VerificationStarted } from './verification.ts';
export type { Receipted } from './receipts/receipts.ts';
export { createPool } from '../store/pool.ts';
export { readKeyLists } from '../store/keys/given-keys.ts';
