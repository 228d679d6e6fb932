import { readFile } from 'node:fs/promises';

import { EnvironmentError } from '../stack/environment-error.ts';
import { readKeyLists } from '../store/keys/given-keys.ts';
import { parseKeyRing, type KeyRing } from '../store/keys/key-ring.ts';
import type { Settings } from './settings.ts';

/**
 * The keys under which codes are found and shown.
 * @throws EnvironmentError when there are none, or unfit ones
 */
export async function readKeys({ keys }: Settings): Promise<KeyRing> {
  if (keys === null) {
    throw new EnvironmentError(
      'Nothing says what the keys are: run `usher dev` in another terminal, or set USHER_PEPPERS and USHER_SEALING_KEYS.',
    );
  }
  if (keys.kind === 'given') {
    return fit(
      readKeyLists(keys.peppers, keys.sealingKeys),
      'USHER_PEPPERS and USHER_SEALING_KEYS',
    );
  }
  const text = await readFile(keys.file, 'utf8').catch((cause: unknown) => {
    throw new EnvironmentError(
      `The file with the keys, ${keys.file}, cannot be read: start \`usher dev\` again, or set USHER_PEPPERS and USHER_SEALING_KEYS.`,
      { cause },
    );
  });
  return fit(parseKeyRing(text), keys.file);
}

function fit(read: ReturnType<typeof parseKeyRing>, from: string): KeyRing {
  if (read.ok) return read.ring;
  throw new EnvironmentError(`The keys in ${from} cannot be used: ${read.problems.join('; ')}.`);
}
