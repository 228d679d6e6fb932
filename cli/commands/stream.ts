import type { Command } from 'commander';

import type { Usher } from '../../client/usher.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import { campaignClock } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addWaitOption, waiting, type WaitOption } from '../operate.ts';
import { readCount, readName, readWords } from '../option-values.ts';
import type { Clock } from '../output/outcome.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { describeClosed, describeOpened, describeStreams } from '../stream/describe.ts';

interface StreamOptions extends CommonOptions, WaitOption {
  readonly stream?: string;
}

interface ListOptions extends CommonOptions, WaitOption {
  readonly streamer?: string;
  readonly open?: true;
  readonly limit?: number;
}

/** `usher stream`: who is live, in campaigns whose codes belong to streamers. */
export function addStream(program: Command): void {
  const group = addGroup(program, 'stream', 'say who is live, in campaigns of streamers');
  const open = addCommand(group, {
    usage: 'open <campaign> <streamer>',
    summary: 'a streamer goes live: their codes are redeemed from now on',
    examples: [
      'usher stream open livestream luna',
      'usher stream open livestream luna --stream room-81.2026-11-27',
    ],
  }).option(
    '--stream <id>',
    'your name for this session; a second try with it opens no second one',
    readName,
  );
  addWaitOption(open).action((campaign: string, streamer: string, options: StreamOptions) =>
    exitWith(change('open', { campaign, streamer }, options)),
  );
  const close = addCommand(group, {
    usage: 'close <campaign> <streamer>',
    summary: 'a stream has ended; what was earned in it is paid half a minute later',
    more: 'In that half minute, redemptions may still arrive that happened while the stream was open. Then one payout batch pays what was earned.',
    examples: ['usher stream close livestream luna'],
  }).option('--stream <id>', 'which one; unless said, the one that is open', readName);
  addWaitOption(close).action((campaign: string, streamer: string, options: StreamOptions) =>
    exitWith(change('close', { campaign, streamer }, options)),
  );
  const list = addCommand(group, {
    usage: 'list <campaign>',
    summary: 'streams, the latest first: how many redeemed in each, and what was earned',
    examples: ['usher stream list livestream --open', 'usher stream list livestream --output json'],
  })
    .option('--streamer <name>', 'only streams of this one', readWords)
    .option('--open', 'only those that are open')
    .option('--limit <count>', 'how many at most (50)', readCount);
  addWaitOption(list).action((campaign: string, options: ListOptions) =>
    exitWith(listStreams(campaign, options)),
  );
}

/** What is done with a client, and how the answer is told. */
interface Told<Answer extends { readonly ok: true }> {
  readonly campaign: string;
  readonly options: CommonOptions;
  readonly ask: (usher: Usher) => Promise<Answer | Rejection>;
  readonly tell: (answer: Answer, clock: Clock) => string;
}

async function answered<Answer extends { readonly ok: true }>({
  campaign,
  options,
  ask,
  tell,
}: Told<Answer>): Promise<ExitCode> {
  const report = openReport(options.output);
  return withContext(async (context) => {
    const answer = await ask(await context.usher());
    const clock = await campaignClock(context, campaign);
    if (!answer.ok) return reportRefusal(report, answer, { campaign }, clock);
    report.result(tell(answer, clock), { campaign, ...answer });
    return exitCodes.ok;
  });
}

function change(
  what: 'open' | 'close',
  who: { readonly campaign: string; readonly streamer: string },
  options: StreamOptions,
): Promise<ExitCode> {
  const { stream } = options;
  const call = { ...who, ...waiting(options), ...(stream === undefined ? {} : { stream }) };
  return answered({
    campaign: who.campaign,
    options,
    ask: (usher) => (what === 'open' ? usher.openStream(call) : usher.closeStream(call)),
    tell: ({ stream: shown }, clock) =>
      what === 'open' ? describeOpened(shown, clock) : describeClosed(shown, clock),
  });
}

function listStreams(campaign: string, options: ListOptions): Promise<ExitCode> {
  const { streamer, open, limit } = options;
  return answered({
    campaign,
    options,
    ask: (usher) =>
      usher.listStreams({
        ...{ campaign, ...waiting(options) },
        ...(streamer === undefined ? {} : { streamer }),
        ...(open === undefined ? {} : { open }),
        ...(limit === undefined ? {} : { limit }),
      }),
    tell: ({ streams }, clock) => describeStreams(streams, clock),
  });
}
