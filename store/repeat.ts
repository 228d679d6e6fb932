import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const attemptsMax = 6;

/**
 * Runs `work`, and again after a short random time where it failed in a way that `isRepeatable` knows to
 * have changed nothing. The sixth failure is its caller's.
 */
export async function repeat<T>(
  work: () => Promise<T>,
  isRepeatable: (error: unknown) => boolean,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attemptsMax || !isRepeatable(error)) throw error;
    }
    await sleep(randomInt(1, 8 * 2 ** attempt));
  }
}
