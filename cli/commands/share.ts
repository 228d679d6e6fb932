import { Option, type Command } from 'commander';

import type { ShareVia } from '../../domain/campaign/terms.ts';
import { addCommand } from '../command.ts';
import { exitWith } from '../exit.ts';
import { readName } from '../option-values.ts';
import { addOperationOptions, operate, type OperationOptions } from '../operate.ts';

interface ShareOptions extends OperationOptions {
  readonly via: ShareVia;
  readonly share?: string;
  readonly channel?: string;
  readonly from?: string;
}

/** `usher share`: the code was passed on, or a share of it was opened. */
export function addShare(program: Command): void {
  const command = addCommand(program, {
    usage: 'share <code>',
    summary: 'report that a code was passed on, or that a share of it was opened',
    more: 'Which kind of share counts, and what it adds, is what the campaign says.',
    examples: ['usher share K7MP-3QXA-9TRC --via share-opened --share post-17 --channel moments'],
  })
    .addOption(
      new Option('--via <kind>', 'how the share was noticed')
        .choices(['share-reported', 'share-opened', 'share-opened-by-new'])
        .default('share-reported'),
    )
    .option('--share <name>', 'your name for the share', readName)
    .option('--channel <name>', 'the channel it went by', readName)
    .option('--from <share>', 'the share through which its sender came', readName);
  addOperationOptions(command).action((code: string, options: ShareOptions) => {
    const { via, share, channel, from } = options;
    const fields = {
      via,
      ...(share === undefined ? {} : { share }),
      ...(channel === undefined ? {} : { channel }),
      ...(from === undefined ? {} : { from }),
    };
    return exitWith(operate(code, options, (usher, call) => usher.share({ ...call, ...fields })));
  });
}
