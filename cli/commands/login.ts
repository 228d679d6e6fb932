import type { Command } from 'commander';
import { v7 as uuid } from 'uuid';

import type { DecideLoginCall } from '../../client/devices/calls.ts';
import type { LoginDenied } from '../../client/devices/decide-login.ts';
import type { Receipted } from '../../client/receipts/receipts.ts';
import type { Usher } from '../../client/usher.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import { instant } from '../../domain/time.ts';
import { campaignClock } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import {
  addOperationOptions,
  addWaitOption,
  codeInput,
  waiting,
  type OperationOptions,
  type WaitOption,
} from '../operate.ts';
import { readIp, readPerson } from '../option-values.ts';
import { describeOutcome, type Clock } from '../output/outcome.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport, type Report } from '../output/report.ts';
import { zonedClock } from '../output/when.ts';

interface AskOptions extends CommonOptions, WaitOption {
  readonly invitee: string;
  readonly ip?: string;
}

interface DecideOptions extends CommonOptions, WaitOption {
  readonly code: string;
  readonly holder: string;
}

/** `usher login`: devices that nobody types on are let in by the holder of a code. */
export function addLogin(program: Command): void {
  const group = addGroup(program, 'login', 'let a device in that nobody types on (RFC 8628)');
  const ask = addCommand(group, {
    usage: 'ask <campaign>',
    summary: 'ask for a login, as the device does: it is given a user code to show',
    examples: ['usher login ask device-login --invitee television'],
  })
    .requiredOption('--invitee <id>', 'the device, or whoever sits before it', readPerson)
    .option('--ip <address>', 'the network address of the device', readIp);
  addWaitOption(ask).action((campaign: string, options: AskOptions) =>
    exitWith(askFor(campaign, options)),
  );
  addDecision(
    group,
    { name: 'approve', summary: 'let the device in that shows a user code' },
    approve,
  );
  addDecision(
    group,
    { name: 'deny', summary: 'send the device away that shows a user code' },
    deny,
  );
  const poll = addCommand(group, {
    usage: 'poll <device-code>',
    summary: 'ask how a login stands, as the device does',
    examples: ['usher login poll m3Vn…'],
  });
  addOperationOptions(poll).action((deviceCode: string, options: OperationOptions) =>
    exitWith(pollFor(deviceCode, options)),
  );
}

function addDecision(
  group: Command,
  { name, summary }: { readonly name: string; readonly summary: string },
  decide: (usher: Usher, call: DecideLoginCall) => Promise<Receipted | LoginDenied>,
): void {
  const command = addCommand(group, {
    usage: `${name} <campaign> <user-code>`,
    summary,
    examples: [
      `usher login ${name} device-login K7MP-3QXA --code 7K2M-9QXA-4RTV-WZ30-5 --holder home`,
    ],
  })
    .requiredOption('--code <code>', 'the code of the holder')
    .requiredOption('--holder <id>', 'who holds the code, and has been established', readPerson);
  addWaitOption(command).action((campaign: string, userCode: string, options: DecideOptions) =>
    exitWith(
      withContext(async (context) => {
        const { holder, output } = options;
        const call = { campaign, userCode, holder, code: codeInput(options.code) };
        const decided = await decide(await context.usher(), { ...call, ...waiting(options) });
        return tell(openReport(output), decided, await campaignClock(context, campaign));
      }),
    ),
  );
}

const approve = (usher: Usher, call: DecideLoginCall): Promise<Receipted> =>
  usher.approveLogin(call);
const deny = (usher: Usher, call: DecideLoginCall): Promise<LoginDenied | Rejection> =>
  usher.denyLogin(call);

/** What came of a login. */
function tell(report: Report, decided: Receipted | LoginDenied, clock: Clock): ExitCode {
  if ('state' in decided) {
    report.result('The device was sent away.', { ...decided });
    return exitCodes.ok;
  }
  const { receipt, ...outcome } = decided;
  report.result(describeOutcome(outcome, clock), {
    outcome,
    ...(receipt === undefined ? {} : { receipt }),
  });
  return outcome.ok ? exitCodes.ok : exitCodes.findings;
}

async function askFor(campaign: string, options: AskOptions): Promise<ExitCode> {
  const { output, invitee, ip } = options;
  const report = openReport(output);
  return withContext(async (context) => {
    const usher = await context.usher();
    const call = { campaign, invitee, ...(ip === undefined ? {} : { ip }), ...waiting(options) };
    const asked = await usher.askLogin(call);
    if (!asked.ok) return reportRefusal(report, asked, { campaign });
    const { deviceCode, userCode, expiresAt, pollEveryMs } = asked;
    const { timeZone, now } = await campaignClock(context, campaign);
    const until = zonedClock(expiresAt, timeZone, now);
    const every = String(pollEveryMs / 1000);
    report.result(
      `The device shows ${userCode} until ${until}, and asks every ${every} s:\n  usher login poll ${deviceCode}`,
      { campaign, deviceCode, userCode, expiresAt, pollEveryMs },
    );
    return exitCodes.ok;
  });
}

async function pollFor(deviceCode: string, options: OperationOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const opId = options.op ?? uuid();
  return withContext(async (context) => {
    const usher = await context.usher();
    const polled = await usher.pollLogin({ deviceCode, opId, ...waiting(options) });
    if (!polled.ok) return reportRefusal(report, polled);
    if (polled.state === 'waiting') {
      const { state, pollEveryMs } = polled;
      const text = `Nobody has let the device in yet: ask again in ${String(pollEveryMs / 1000)} s.`;
      report.result(text, { state, pollEveryMs });
      return exitCodes.ok;
    }
    return tell(report, polled.outcome, { timeZone: 'UTC', now: instant(Date.now()) });
  });
}
