import { assert } from '../../domain/assert.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { reject } from '../../domain/code/rejection.ts';
import { closeClaim, findClaim } from '../../store/devices/login-request.ts';
import { follow } from '../follow.ts';
import type { Desk } from '../operate.ts';
import { loginCommand } from './decide-login.ts';

const unanswered: Outcome = reject('CODE_UNKNOWN');

/**
 * Closes the claim on a device's login where the code has answered already and whoever approved died before
 * noting it: otherwise the device would never hear of a use that is spent.
 * @throws StoreUnavailable
 */
export async function settleClaim(
  { pool, books }: Pick<Desk, 'pool' | 'books'>,
  deviceIndexes: readonly Buffer[],
): Promise<void> {
  const claimed = await findClaim(pool, deviceIndexes);
  if (claimed === undefined) return;
  const row = await books.row(claimed.code);
  assert(row !== undefined, `code ${claimed.code} claimed a login`);
  const command = loginCommand(claimed, row);
  const outcome = await follow(
    row,
    (next) => books.row(next),
    async (code) => {
      const stored = await books.stored(code, [command]);
      return stored.get(command.opId) ?? unanswered;
    },
  );
  if (outcome !== unanswered) await closeClaim(pool, claimed, outcome.ok);
}
