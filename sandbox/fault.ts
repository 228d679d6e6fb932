/** How an operation can be told to go wrong. */
export const FAULTS = [
  'none',
  'delay',
  'cut-before',
  'cut-after',
  'error-500',
  'garbage',
  'forge',
  'forget',
  'ignore-key',
] as const;

/**
 * - `none` works as it should.
 * - `delay` waits `delayMs`, then does the work and answers, also when the caller has gone: a query
 *   meanwhile finds nothing.
 * - `cut-before` destroys the socket and does nothing.
 * - `cut-after` does the work, then destroys the socket.
 * - `error-500` does nothing and answers 500.
 * - `garbage` does the work and answers 200 with a rightly signed body that is not JSON.
 * - `forge` does the work and answers with a signature that no key made.
 * - `forget` does the work and answers as usual, but no query or statement shows it afterwards.
 * - `ignore-key` does the work again for a key that was used before.
 */
export type Fault = (typeof FAULTS)[number];

/** What can be told to go wrong. */
export const OPERATIONS = [
  'payouts.create',
  'payouts.query',
  'payouts.statement',
  'messages.create',
  'messages.inbox',
  'verifications.create',
] as const;

/** One operation of one service. */
export type Operation = (typeof OPERATIONS)[number];

/** One step of a plan; without `times` it lasts until another plan or a reset. */
export interface FaultStep {
  readonly operation: Operation;
  readonly fault: Fault;
  readonly times?: number;
  readonly delayMs: number;
}

const RECORDING: readonly Operation[] = ['payouts.create', 'messages.create'];

/** Whether the fault can be played on the operation: forgetting needs a record to forget. */
export function canPlay(step: Pick<FaultStep, 'operation' | 'fault'>): boolean {
  const needsRecord = step.fault === 'forget' || step.fault === 'ignore-key';
  return !needsRecord || RECORDING.includes(step.operation);
}

/** The faults that are still to be played, in order, for each operation. */
export class FaultPlan {
  readonly #steps = new Map<Operation, FaultStep[]>();

  /** Replaces the plan of every operation named, and of no other. */
  set(steps: readonly FaultStep[]): void {
    for (const step of steps) this.#steps.set(step.operation, []);
    for (const step of steps) this.#steps.get(step.operation)?.push(step);
  }

  /** The step for the next request of an operation, which uses it up by one. */
  take(operation: Operation): FaultStep {
    const [step, ...rest] = this.#steps.get(operation) ?? [];
    if (step === undefined) return { operation, fault: 'none', delayMs: 0 };
    if (step.times !== undefined) {
      const left = step.times > 1 ? [{ ...step, times: step.times - 1 }] : [];
      this.#steps.set(operation, [...left, ...rest]);
    }
    return step;
  }

  /** What is left of the plan. */
  list(): FaultStep[] {
    return [...this.#steps.values()].flat();
  }

  clear(): void {
    this.#steps.clear();
  }
}
