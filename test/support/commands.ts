import type { ShareCommand, UseCommand } from '../../domain/code/command.ts';
import type { OpId, SubjectId } from '../../domain/ids.ts';

let operations = 0;

/** An operation id that no other test of the process uses. */
export function freshOpId(): OpId {
  operations += 1;
  return `op-${operations}` as OpId;
}

/** A share that counts under the terms of `termsLike`. */
export function share(): ShareCommand {
  return { kind: 'share', opId: freshOpId(), via: 'share-opened' };
}

/** A redemption, by somebody new unless said otherwise. */
export function redeem(invitee?: string): UseCommand {
  const opId = freshOpId();
  return { kind: 'redeem', opId, invitee: (invitee ?? `invitee-of-${opId}`) as SubjectId };
}
