import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A status and a body, before it is signed. */
export interface PlatformAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** An error in the one form of the platforms. */
export function platformError(status: number, code: string, message = code): PlatformAnswer {
  return { status, body: { code, message } };
}

/** What can go wrong with one request; `edit` sees the signed answer last. */
export interface PlatformFault<Operation extends string> {
  readonly operation: Operation;
  /** Default: once. */
  readonly times?: number;
  /** Destroys the socket before or after the work. */
  readonly cut?: 'before' | 'after';
  readonly delayMs?: number;
  /** Instead of the work, or of its answer when `afterWork`. */
  readonly answer?: PlatformAnswer;
  readonly afterWork?: boolean;
  readonly edit?: (sent: { headers: Record<string, string>; payload: string }) => void;
}

/** Faults that wait for their operation, in the order in which they were told. */
export class PlatformFaults<Operation extends string> {
  readonly #waiting: PlatformFault<Operation>[] = [];

  add(fault: PlatformFault<Operation>): void {
    this.#waiting.push(...Array.from({ length: fault.times ?? 1 }, () => fault));
  }

  /** Does the work of a request and sends its answer, but for what goes wrong with it. */
  async play(act: {
    readonly operation: Operation;
    readonly response: ServerResponse;
    readonly work: () => PlatformAnswer;
    readonly send: (answer: PlatformAnswer, edit?: PlatformFault<Operation>['edit']) => void;
  }): Promise<void> {
    const fault = this.#take(act.operation);
    if (fault.delayMs !== undefined) await sleep(fault.delayMs);
    if (fault.cut === 'before') {
      act.response.destroy();
      return;
    }
    const isInstead = fault.answer !== undefined && fault.afterWork !== true;
    const worked = isInstead ? fault.answer : act.work();
    if (fault.cut === 'after') act.response.destroy();
    else act.send(fault.answer ?? worked, fault.edit);
  }

  #take(operation: Operation): PlatformFault<Operation> {
    const index = this.#waiting.findIndex((fault) => fault.operation === operation);
    const [fault] = index === -1 ? [] : this.#waiting.splice(index, 1);
    return fault ?? { operation };
  }
}
