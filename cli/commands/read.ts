import { readFile } from 'node:fs/promises';

import type { Command } from 'commander';

import type { CodeFound } from '../../client/reading/find.ts';
import { say } from '../../lang/say.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addWaitOption, waiting, type WaitOption } from '../operate.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';

interface ReadOptions extends CommonOptions, WaitOption {
  readonly picture?: string;
  readonly campaign?: string;
}

/** `usher read`: the code in a pasted text or a picture. */
export function addRead(program: Command): void {
  const command = addCommand(program, {
    usage: 'read [text]',
    summary: 'find the code in a pasted text, or in a picture of a QR code',
    more: 'Looks at the text or the picture alone, and not at which codes there are. Where the check character does not fit, it says what was probably mistyped.',
    examples: [
      "usher read 'Join us with 7K2M-9QXA-4RTV-WZ30-5, see you!'",
      'usher read --picture poster.jpg --campaign group',
    ],
  })
    .option('--picture <file>', 'a picture in PNG or JPEG, in place of a text')
    .option('--campaign <id>', 'of which campaign the code is');
  addWaitOption(command).action((text: string | undefined, options: ReadOptions) =>
    exitWith(read(text, options)),
  );
}

async function read(text: string | undefined, options: ReadOptions): Promise<ExitCode> {
  const { picture, campaign } = options;
  const report = openReport(options.output);
  const what = await given(text, picture);
  return withContext(async (context) => {
    const usher = await context.usher();
    const of = campaign === undefined ? {} : { campaign };
    const found = await usher.find({ ...what, ...of, ...waiting(options) });
    if (!found.ok) return reportRefusal(report, found);
    const { code, channel = null, parameters = {} } = found;
    report.result(describe(found), { code, channel, parameters });
    return exitCodes.ok;
  });
}

async function given(
  text: string | undefined,
  picture: string | undefined,
): Promise<{ text: string } | { picture: Uint8Array }> {
  if (picture === undefined && text !== undefined) return { text };
  if (picture === undefined || text !== undefined) {
    throw new WrongUse(say`Give a text, or a picture with --picture, and not both.`);
  }
  try {
    return { picture: await readFile(picture) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new WrongUse(say`Cannot read ${picture}: ${why}.`);
  }
}

function describe({ code, channel, parameters = {} }: CodeFound): string {
  return [
    code,
    ...(channel === undefined ? [] : [`    channel ${channel}`]),
    ...Object.entries(parameters).map(([name, value]) => `    ${name} ${value}`),
  ].join('\n');
}
