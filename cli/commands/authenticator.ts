import type { Command } from 'commander';

import { formatDuration } from '../../domain/time.ts';
import { drawText } from '../../qr/draw.ts';
import { makeQr } from '../../qr/make.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addWaitOption, codeInput, waiting, type WaitOption } from '../operate.ts';
import { readPerson, readWords } from '../option-values.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';

interface AuthenticatorOptions extends CommonOptions, WaitOption {
  readonly holder: string;
  readonly label?: string;
}

const quiet = 2;

/** `usher authenticator`: what the holder of a code sets an authenticator up with. */
export function addAuthenticator(program: Command): void {
  const command = addCommand(program, {
    usage: 'authenticator <code>',
    summary: 'show the secret of the authenticator of a code that logs devices in, as a QR code',
    more: 'It is for the holder of the code alone, and the same each time. Whoever has seen it can log devices in.',
    examples: ['usher authenticator K7MP-3QXA-9TRC-WZ30-5 --holder home'],
  })
    .requiredOption('--holder <id>', 'who holds the code, and has been established', readPerson)
    .option('--label <text>', 'how the authenticator names the account', readWords);
  addWaitOption(command).action((code: string, options: AuthenticatorOptions) =>
    exitWith(authenticator(code, options)),
  );
}

async function authenticator(code: string, options: AuthenticatorOptions): Promise<ExitCode> {
  const { output, holder, label } = options;
  const report = openReport(output);
  return withContext(async (context) => {
    const usher = await context.usher();
    const call = { code: codeInput(code), holder, ...waiting(options) };
    const setup = await usher.authenticator({ ...call, ...(label === undefined ? {} : { label }) });
    if (!setup.ok) return reportRefusal(report, setup);
    const { uri, secret, digits, everyMs } = setup;
    const made = makeQr(uri, {});
    const picture = made.ok ? `${drawText(made.qr, { quiet })}\n` : '';
    const every = formatDuration(everyMs);
    report.result(
      `${picture}${uri}\nsecret ${secret}, ${String(digits)} digits, another code every ${every}`,
      { uri, secret, digits, everyMs },
    );
    return exitCodes.ok;
  });
}
