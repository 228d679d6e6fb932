import type { Terms } from '../campaign/terms.ts';
import type { Command } from '../code/command.ts';
import { isOpen } from '../code/state.ts';
import type { Instant } from '../time.ts';
import type { CodeRow } from './rows.ts';

/**
 * Whether a batch may open one more code of its holder: by a reset of a code that has ended, or by
 * an end that makes a successor. How many others the holder has is asked only then.
 */
export function mayOpenOne(
  { state }: CodeRow,
  terms: Terms,
  commands: readonly Command[],
  now: Instant,
): boolean {
  if (commands.some(({ kind }) => kind === 'reset')) return true;
  const { expiresAt, status } = state;
  const ends = isOpen(status) && expiresAt !== null && expiresAt <= now;
  return ends && terms.validity.onExpiry.action === 'regenerate';
}
