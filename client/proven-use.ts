import { v7 as uuid } from 'uuid';

import { reject, type Rejection } from '../domain/code/rejection.ts';
import { isUse, type UseCommand } from '../domain/code/command.ts';
import { countLookup } from '../store/parties/count-lookup.ts';
import type { PartyKey } from '../domain/policy/party.ts';
import type { Proven } from '../store/proofs/keep-proof.ts';
import type { UseCall } from './calls.ts';
import { failingParties } from './failing.ts';
import { findCode, type FoundCode } from './find-code.ts';
import { useOperation } from './operations.ts';
import { commandOf, lookupOf, passOf, refuseOperation, send, type Desk } from './operate.ts';
import { patiently } from './patience.ts';
import type { Receipted } from './receipts/receipts.ts';

/** What is proved of a use before it goes to its code. */
export interface Proving {
  /** Undefined where there is no such code. */
  readonly found: FoundCode | undefined;
  readonly command: UseCommand;
}

const wrong: ReadonlySet<Rejection['code']> = new Set(['PASSWORD_WRONG', 'DYNAMIC_CODE_WRONG']);

/** Whoever enters what is wrong guesses, as those do who ask for codes that do not exist. */
async function countWrong(
  { pool }: Desk,
  { code }: Rejection,
  { found, parties }: { readonly found: FoundCode; readonly parties: readonly PartyKey[] },
): Promise<void> {
  if (!wrong.has(code)) return;
  const { place, now } = found;
  await countLookup(pool, { parties, place, as: 'failure', now });
}

/**
 * A use whose password or dynamic code is compared first, in a transaction of its own; it goes on with a
 * proof in its place: neither a history nor a row holds what was entered.
 * @throws UsherError when no answer came in time
 */
export async function provenUse(
  desk: Desk,
  kind: UseCommand['kind'],
  call: UseCall,
  prove: (proving: Proving) => Promise<Proven | Rejection>,
): Promise<Receipted> {
  const operation = useOperation(desk, kind, call);
  const pass = passOf(desk, call);
  const opId = call.opId ?? uuid();
  const command = commandOf(operation, opId);
  if (command === undefined || !isUse(command)) return refuseOperation(operation, opId);
  const found = await patiently(pass.deadline, () =>
    // What is wrong never comes to a commit, which would judge the look-up.
    findCode(desk.finder, { ...lookupOf(call, command), judgedByCommit: false }),
  );
  if ('ok' in found && found.code !== 'CODE_UNKNOWN') return found;
  const proving = { found: 'ok' in found ? undefined : found, command };
  const proven = await patiently(pass.deadline, () => prove(proving));
  if (!proven.ok && !('ok' in found)) {
    const parties = failingParties(command, call.invitee);
    await countWrong(desk, proven, { found, parties });
  }
  if (!proven.ok || 'ok' in found) return proven.ok ? reject('CODE_UNKNOWN') : proven;
  return send(desk, { found, pass, command: { ...command, proof: proven.proof } });
}
