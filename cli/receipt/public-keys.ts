import type { Command } from 'commander';

import { readJwks, receiptJwks, type ReceiptJwk } from '../../store/keys/receipt-keys.ts';
import { say } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { readKeys } from '../keys.ts';
import { readSettings } from '../settings.ts';
import { readText } from '../read-text.ts';

/** Which keys receipts are checked with. */
export interface PublicKeysOption {
  readonly publicKeys?: string;
}

/** Adds the file with the public keys. */
export function addPublicKeys(command: Command): Command {
  return command.option(
    '--public-keys <file>',
    'the keys, as `usher keys public` prints them (default: those of the key ring)',
  );
}

/**
 * The public keys of a file, or those of this installation's key ring.
 * @throws WrongUse when the file has none
 * @throws EnvironmentError when there is neither file nor ring
 */
export async function publicKeys(options: PublicKeysOption): Promise<readonly ReceiptJwk[]> {
  const file = options.publicKeys;
  if (file === undefined) return receiptJwks(await readKeys(await readSettings()));
  const keys = readJwks(await readText(file));
  if (keys !== undefined) return keys;
  throw new WrongUse(
    say`${file} has no public keys of receipts: it must be a JSON Web Key Set with keys of Ed25519, as \`usher keys public\` prints it.`,
  );
}
