import type { Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { CodeId } from '../domain/ids.ts';
import type { DeliveryPort } from './delivery.ts';
import { createLane, type Lane } from './lane.ts';
import { UsherError } from './usher-error.ts';

/** How long a command may take, and whose turn it is. */
export interface Pass {
  /** Epoch milliseconds of the real clock. */
  readonly deadline: number;
  readonly caller: string;
}

/** One lane a code, opened when it is needed and gone when it is idle. */
export interface Lanes {
  send(code: CodeRow, command: Command, pass: Pass): Promise<Outcome>;
  /** Takes nothing more in; resolves when everything that was taken in is answered. */
  close(): Promise<void>;
}

/** Opens a client's lanes. */
export function createLanes(portOf: (code: CodeRow) => DeliveryPort): Lanes {
  const lanes = new Map<CodeId, Lane>();
  let closed = false;
  let whenIdle: (() => void) | undefined;

  const open = (code: CodeRow): Lane => {
    const lane = createLane(portOf(code), () => {
      lanes.delete(code.id);
      if (lanes.size === 0) whenIdle?.();
    });
    lanes.set(code.id, lane);
    return lane;
  };

  return {
    send: async (code, command, { deadline, caller }) => {
      if (closed) throw new UsherError('CLOSED');
      return (lanes.get(code.id) ?? open(code)).push(command, deadline, caller);
    },
    close: async () => {
      closed = true;
      if (lanes.size === 0) return;
      await new Promise<void>((resolve) => {
        whenIdle = resolve;
      });
    },
  };
}
