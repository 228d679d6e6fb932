import type { Call, CodeInput, UseCall } from '../calls.ts';
import type { Person } from '../subject.ts';

/**
 * A device that nobody types on wants to be let in. What is said of it is what a redemption says; its code comes
 * from whoever approves.
 */
export interface AskLoginCall
  extends
    Pick<Call, 'deadlineMs'>,
    Omit<UseCall, 'code' | 'opId' | 'caller' | 'password' | 'dynamicCode' | 'late'> {
  readonly campaign: string;
}

/** The holder of a code lets the device in that shows a user code, or sends it away. */
export interface DecideLoginCall extends Pick<Call, 'deadlineMs' | 'caller'> {
  readonly campaign: string;
  /** As the device shows it: case, spaces and dashes are of no account. */
  readonly userCode: string;
  readonly code: CodeInput;
  /** Whom the service has before it, signed in. */
  readonly holder: Person;
  /** Of the holder's request. */
  readonly ip?: string;
}

/** The device asks how its login stands. A retry of the call that was let in gives the same `opId`. */
export interface PollLoginCall extends Call {
  readonly deviceCode: string;
}
