import { setTimeout as sleep } from 'node:timers/promises';

import { isGrpcServiceError, ServiceError } from '@temporalio/client';

import { StoreUnavailable } from '../store/failure.ts';
import { UsherError } from './usher-error.ts';

const backOffMs = { first: 50, most: 1_000 };

/**
 * Does work that is safe to repeat, again for as long as a service cannot be reached and the
 * deadline (epoch milliseconds) is not over. Throws UNREACHABLE then; other errors as they are.
 */
export async function patiently<Value>(
  deadline: number,
  work: () => Promise<Value>,
): Promise<Value> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      const pause = Math.min(backOffMs.most, backOffMs.first * 2 ** attempt);
      if (Date.now() + pause >= deadline) throw new UsherError('UNREACHABLE', error);
      await sleep(pause);
    }
  }
}

function isUnreachable(error: unknown): boolean {
  return (
    error instanceof StoreUnavailable || error instanceof ServiceError || isGrpcServiceError(error)
  );
}
