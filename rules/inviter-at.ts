import type { Facts } from '../domain/commit/facts.ts';
import type { RedemptionRow } from '../domain/commit/rows.ts';
import type { SubjectId } from '../domain/ids.ts';

/**
 * The inviter at a level above a redemption: 1 is who invited, 2 who invited that one. Undefined where
 * nobody did, or where the line of invitations comes back to itself: nobody is paid twice for one
 * invitee, or for their own.
 */
export function inviterAt(
  { uplines }: Pick<Facts, 'uplines'>,
  { inviter, invitee }: Pick<RedemptionRow, 'inviter' | 'invitee'>,
  level = 1,
): SubjectId | undefined {
  const line = [inviter, ...uplines.slice(0, level - 1)];
  const isLoop = new Set([invitee, ...line]).size <= line.length;
  return isLoop ? undefined : line[level - 1];
}
