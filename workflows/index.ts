export { messageDispatcher, payoutDispatcher } from './dispatch.ts';
export { invitationCode } from './invitation-code.ts';
export { payoutBatch } from './payout-batch.ts';
export { verification } from './verification.ts';
