import type { Command } from 'commander';

import { verificationStanding, type VerificationStanding } from '../../client/verification.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addWaitOption, codeInput, waiting, type WaitOption } from '../operate.ts';
import { readDurationMs, readName, readPerson } from '../option-values.ts';
import { describeOutcome } from '../output/outcome.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { clock } from '../output/when.ts';

interface StartOptions extends CommonOptions, WaitOption {
  readonly subject: string;
  readonly check: string;
  readonly within?: number;
}

/** `usher verification`: checks of people that the verifier makes. */
export function addVerification(program: Command): void {
  const group = addGroup(program, 'verification', 'have the verifier check a person');
  const start = addCommand(group, {
    usage: 'start <code>',
    summary: 'have the verifier check a person; the code is told the result',
    more: 'Asked again while it runs it is the same one. A check that your service made itself is reported by `usher verify`.',
    examples: ['usher verification start K7MP-3QXA-9TRC --subject alice --check face'],
  })
    .requiredOption(
      '--subject <id>',
      'of whom: the inviter, where a risk rule asks for it',
      readPerson,
    )
    .requiredOption('--check <name>', 'which check, as the refusal has named it', readName)
    .option(
      '--within <duration>',
      'how long the verifier may take, 1s to 30d; 3d unless said',
      readDurationMs,
    );
  addWaitOption(start).action((code: string, options: StartOptions) =>
    exitWith(startOne(code, options)),
  );
  addCommand(group, {
    usage: 'show <verification>',
    summary: 'show how a verification stands, by the id that `start` has printed',
    examples: ['usher verification show verification/registration/018f…/alice/face'],
  }).action((id: string, options: CommonOptions) => exitWith(showOne(id, options)));
}

async function startOne(code: string, options: StartOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  return withContext(async (context) => {
    const usher = await context.usher();
    const { subject, check, within: withinMs } = options;
    const answer = await usher.startVerification({
      ...{ code: codeInput(code), subject, check, ...waiting(options) },
      ...(withinMs === undefined ? {} : { withinMs }),
    });
    if (!answer.ok) return reportRefusal(report, answer);
    const { verification, started } = answer;
    const begun = started ? 'The verifier is asked' : 'The verifier is being asked already';
    const text = `${begun} to check ${check} of ${subject}.\n\n  usher verification show ${verification}`;
    report.result(text, { verification, started });
    return exitCodes.ok;
  });
}

async function showOne(verification: string, options: CommonOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  return withContext(async (context) => {
    const standing = await verificationStanding(await context.temporal(), verification);
    if (standing === null) {
      const text = `Temporal knows no verification ${verification}: it was never started, or is over for longer than histories are kept.`;
      report.result(text, { verification, state: null });
      return exitCodes.findings;
    }
    report.result(describeStanding(standing), { verification, ...standing });
    return exitCodes.ok;
  });
}

const meanings: Readonly<Record<VerificationStanding['state'], string>> = {
  running: 'under way: the verifier has not said yet',
  passed: 'passed',
  failed: 'failed',
  refused: 'refused: the verifier makes no such check',
  unanswered: 'unanswered: the verifier did not say in time',
  lost: 'lost: its workflow was ended; start it again',
};

function describeStanding({ state, startedAt, endedAt, outcome }: VerificationStanding): string {
  const at = (when: Instant): string => `${clock(when, 'UTC')} UTC`;
  const ended = endedAt === null ? '' : `, ended ${at(endedAt)}`;
  const lines = [meanings[state], `started ${at(startedAt)}${ended}`];
  if (state === 'running') return lines.join('\n');
  if (outcome === null) return [...lines, 'The code was told nothing.'].join('\n');
  const now = instant(Date.now());
  const told = describeOutcome(outcome, { timeZone: 'UTC', now });
  return [...lines, '', 'The code was told, and answered:', told].join('\n');
}
