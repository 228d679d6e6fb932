import type { Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { CodeId } from '../domain/ids.ts';
import type { DeliveryPort } from './delivery.ts';
import { createLane, type Lane } from './lane.ts';

/** How long a command may take, and whose turn it is. */
export interface Pass {
  /** Epoch milliseconds of the real clock. */
  readonly deadline: number;
  readonly caller: string;
}

/** One lane a code, opened when it is needed and gone when it is idle. */
export interface Lanes {
  send(code: CodeRow, command: Command, pass: Pass): Promise<Outcome>;
  /** Resolves when nothing waits and nothing is in flight. */
  quiet(): Promise<void>;
}

/** Opens a client's lanes. */
export function createLanes(portOf: (code: CodeRow) => DeliveryPort): Lanes {
  const lanes = new Map<CodeId, Lane>();
  let whenQuiet: (() => void) | undefined;

  const open = (code: CodeRow): Lane => {
    const lane = createLane(portOf(code), () => {
      lanes.delete(code.id);
      if (lanes.size === 0) whenQuiet?.();
    });
    lanes.set(code.id, lane);
    return lane;
  };

  return {
    send: (code, command, { deadline, caller }) =>
      (lanes.get(code.id) ?? open(code)).push(command, deadline, caller),
    quiet: async () => {
      if (lanes.size === 0) return;
      await new Promise<void>((resolve) => {
        whenQuiet = resolve;
      });
    },
  };
}
