export { invitationCode } from './invitation-code.ts';
