import type { Command } from 'commander';

import type { IssueCall } from '../../client/calls.ts';
import type { IssuedCode } from '../../client/issue.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import { say } from '../../lang/say.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { textOf } from '../../lang/text.ts';
import { sayFindings } from '../content/describe.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, type ExitCode, WrongValue } from '../exit.ts';
import { campaignClock, campaignUnknown } from '../campaign-clock.ts';
import {
  readCount,
  readDurationMs,
  readName,
  readPerson,
  readWording,
  readWords,
} from '../option-values.ts';
import { colours } from '../output/colour.ts';
import { describeRejection, type Clock } from '../output/outcome.ts';
import { openReport } from '../output/report.ts';
import { zonedClock } from '../output/when.ts';

interface IssueOptions extends CommonOptions {
  readonly holder: string;
  readonly segment?: string;
  readonly channel?: string;
  readonly param?: Readonly<Record<string, string>>;
  readonly count: number;
  readonly manual?: string;
  readonly prefix?: string;
  readonly wording?: string;
  readonly phone?: string;
  readonly wait?: number;
}

/** `usher issue`: gives somebody a code. */
export function addIssue(program: Command): void {
  addCommand(program, {
    usage: 'issue <campaign>',
    summary: 'give somebody a code, or the one that they have',
    more: 'This is the one command that shows the value of a code; it is kept only encrypted.',
    examples: [
      'usher issue registration --holder alice --channel moments',
      'usher issue official-account --holder shop-17 --param store=pudong --count 20',
      'usher issue enterprise --holder lin --prefix LIN',
    ],
  })
    .requiredOption('--holder <id>', 'for whom: an id that says nothing to us', readPerson)
    .option('--segment <name>', "the holder's, where the campaign has variants for it", readName)
    .option('--channel <name>', "one of the campaign's channels", readName)
    .option(
      '--param <name=value>',
      'a parameter that the code carries; may be repeated',
      readParameter,
    )
    .option('--count <number>', 'how many codes', readCount, 1)
    .option(
      '--prefix <text>',
      "the holder's own prefix, where the campaign lets people choose",
      readWords,
    )
    .option('--manual <value>', 'this very value, where the campaign lets people choose', readWords)
    .option(
      '--wording <text>',
      "the holder's invitation; the code waits while it is unfit",
      readWording,
    )
    .option(
      '--phone <number>',
      'the phone of the holder, by which invitees may name them',
      readWords,
    )
    .option('--wait <duration>', 'how long to wait for each (default: 30s)', readDurationMs)
    .action((campaign: string, options: IssueOptions) => exitWith(issue(campaign, options)));
}

async function issue(campaign: string, options: IssueOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  return withContext(async (context) => {
    const issued: IssuedCode[] = [];
    let refused: Rejection | undefined;
    while (issued.length < options.count && refused === undefined) {
      const answer = await issueOne(context, campaign, options);
      if (!answer.ok) refused = await named(context, answer);
      else if (!answer.created && issued.length > 0) break;
      else issued.push(answer);
    }
    const clock = await campaignClock(context, campaign);
    const short = refused === undefined && issued.length < options.count;
    const lines = [
      ...issued.map((code) => describe(code, clock)),
      ...(short
        ? [
            `${colours.yellow('note')}  no more: a person may hold no further open code of this campaign`,
          ]
        : []),
      ...(refused === undefined ? [] : [describeRejection(refused, clock)]),
    ];
    report.result(lines.join('\n'), { codes: issued, refused: refused ?? null });
    return refused === undefined && !short ? exitCodes.ok : exitCodes.findings;
  });
}

async function named(context: Context, refused: Rejection): Promise<Rejection> {
  return refused.code === 'CAMPAIGN_UNKNOWN' ? campaignUnknown(context) : refused;
}

async function issueOne(
  context: Context,
  campaign: string,
  options: IssueOptions,
): Promise<IssuedCode | Rejection> {
  const { holder, segment, channel, param, manual, prefix, wording, phone, wait } = options;
  const call: IssueCall = {
    campaign,
    holder,
    ...(segment === undefined ? {} : { segment }),
    ...(channel === undefined ? {} : { channel }),
    ...(param === undefined ? {} : { parameters: param }),
    ...(manual === undefined ? {} : { value: manual }),
    ...(prefix === undefined ? {} : { personalPrefix: prefix }),
    ...(wording === undefined ? {} : { wording }),
    ...(phone === undefined ? {} : { account: { phone } }),
    ...(wait === undefined ? {} : { deadlineMs: wait }),
  };
  return (await context.usher()).issue(call);
}

function describe(code: IssuedCode, { timeZone, now }: Clock): string {
  const end =
    code.expiresAt === null
      ? 'without an end'
      : `expires ${zonedClock(code.expiresAt, timeZone, now)}`;
  const again = code.created ? '' : ', the one that they have';
  const unfit =
    code.findings === undefined
      ? ''
      : `\n    in the wording, ${textOf(sayFindings(code.findings), 'en')}`;
  const variant = code.variant === null ? '' : `, variant ${code.variant}`;
  return `${colours.bold(code.value)}  ${code.status}, ${end}${variant}${again}  ${colours.dim(code.code)}${unfit}`;
}

function readParameter(
  text: string,
  former: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> {
  const match = /^([^=]+)=(.*)$/.exec(text);
  if (match === null) throw new WrongValue(say`It must be name=value.`);
  return { ...former, [readName(match[1] ?? '')]: readWords(match[2] ?? '') };
}
