import type { Command } from 'commander';

import { addCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { exitWith } from '../exit.ts';
import { knownCode } from '../known-code.ts';
import { readDurationMs } from '../option-values.ts';
import {
  addByHandOptions,
  addOperationOptions,
  operate,
  type ByHandOptions,
  type OperationOptions,
} from '../operate.ts';

interface FreezeOptions extends OperationOptions, ByHandOptions {
  readonly for?: number;
}

/** `usher freeze`: a code takes no redemptions for a time. */
export function addFreeze(program: Command): void {
  const command = addCommand(program, {
    usage: 'freeze <code>',
    summary: 'let a code take no redemptions for a time, or until it is unfrozen',
    examples: ['usher freeze K7MP-3QXA-9TRC --for 24h --reason "case 4711 is looked into"'],
  }).option('--for <duration>', 'thaw by itself after this long', readDurationMs);
  addByHandOptions(addOperationOptions(command)).action((code: string, options: FreezeOptions) => {
    const { actor, reason } = options;
    return exitWith(
      operate(code, options, async (usher, call, context) => {
        const until = await thawTime(context, code, options.for);
        return usher.freeze({ ...call, actor, reason, ...until });
      }),
    );
  });
}

/** `usher unfreeze`: a frozen code goes on. */
export function addUnfreeze(program: Command): void {
  const command = addCommand(program, {
    usage: 'unfreeze <code>',
    summary: 'let a frozen code go on',
    examples: ['usher unfreeze K7MP-3QXA-9TRC --reason "case 4711 is closed"'],
  });
  addByHandOptions(addOperationOptions(command)).action(
    (code: string, options: OperationOptions & ByHandOptions) => {
      const { actor, reason } = options;
      return exitWith(
        operate(code, options, (usher, call) => usher.unfreeze({ ...call, actor, reason })),
      );
    },
  );
}

/** Counted from now by the clock of the code's campaign. */
async function thawTime(
  context: Context,
  code: string,
  forMs: number | undefined,
): Promise<{ until?: number }> {
  const known = forMs === undefined ? undefined : await knownCode(context, code);
  return known === undefined ? {} : { until: known.now + (forMs ?? 0) };
}
