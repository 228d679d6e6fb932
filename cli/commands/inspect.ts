import type { Command } from 'commander';

import { reject } from '../../domain/code/rejection.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { describeBriefly, describeStory, explanation, linkOf } from '../inspect/describe.ts';
import { explainOperation } from '../inspect/explain-operation.ts';
import { explainDeadlines } from '../inspect/explain-state.ts';
import { findAnything, type Found } from '../inspect/find.ts';
import { describeInvited } from '../inspect/invited.ts';
import { readStory, type CodeStory } from '../inspect/story.ts';
import { surround } from '../known-code.ts';
import { readCount } from '../option-values.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import type { Settings } from '../settings.ts';

interface InspectOptions extends CommonOptions {
  readonly limit: number;
}

/** `usher inspect`: everything about a code, a person or an operation, explained. */
export function addInspect(program: Command): void {
  addCommand(program, {
    usage: 'inspect <what>',
    summary: 'find and explain a code, a person, an operation, a redemption, a review or a reward',
    more: 'Finds by the value of a code, its id, the id of something of it, its holder, an invitee, or an operation. Explains state, deadlines, and why things are as they are.',
    examples: ['usher inspect K7MP-3QXA-9TRC', 'usher inspect bob', 'usher inspect order-4711'],
  })
    .option('--limit <number>', 'how many of each kind of thing', readCount, 10)
    .action((what: string, options: InspectOptions) => exitWith(inspect(what, options)));
}

async function inspect(what: string, { output, limit }: InspectOptions): Promise<ExitCode> {
  const report = openReport(output);
  return withContext(async (context) => {
    const found = await findAnything(context, what, limit);
    if (found.codes.length === 0) {
      const message = 'nothing is known by this name: no code, holder, invitee or operation';
      return reportRefusal(report, reject('CODE_UNKNOWN', { message }));
    }
    const { settings } = context;
    const db = await context.database();
    const stories: CodeStory[] = [];
    for (const { row } of found.codes.slice(0, limit)) {
      stories.push(await readStory(db, row, limit));
    }
    const asked = found.codes[0]?.because === 'row' ? what : null;
    const text = await describe(context, { found, stories, asked });
    report.result(text, {
      operations: found.operations,
      redemptions: found.redemptions,
      codes: stories.map((story, index) => ({
        foundBy: found.codes[index]?.because,
        ...(asked === null ? {} : { askedFor: asked }),
        ...asFields(story, settings),
      })),
      more: found.codes.length - stories.length,
    });
    return exitCodes.ok;
  });
}

interface Described {
  readonly found: Found;
  readonly stories: readonly CodeStory[];
  /** The id of something of a code, where that was asked for. */
  readonly asked: string | null;
}

async function describe(context: Context, { found, stories, asked }: Described): Promise<string> {
  const parts: string[] = [];
  for (const operation of found.operations) {
    const story = stories.find(({ known }) => known.row.id === operation.code);
    if (story === undefined) continue;
    const { now, version } = story.known;
    parts.push(explainOperation(operation, { now, timeZone: version.terms.period.timeZone }));
  }
  const zoneOf = (code: string): string =>
    stories.find(({ known }) => known.row.id === code)?.known.version.terms.period.timeZone ??
    'UTC';
  const invited = describeInvited(found.redemptions, zoneOf);
  if (invited !== '') parts.push(invited);
  const [first, ...others] = stories;
  if (first !== undefined && others.length === 0 && found.codes.length === 1) {
    return [...parts, describeStory(first, context.settings, asked)].join('\n\n');
  }
  const db = await context.database();
  const rows = await Promise.all(
    found.codes.map(async ({ because, row }) => [
      reasons[because],
      ...describeBriefly(await surround(db, row)),
    ]),
  );
  const heads = ['found as', 'code', 'campaign', 'holder', 'status', 'ends', 'redemptions'];
  const list = table(
    heads.map((title) => ({ title })),
    rows,
  );
  return [...parts, list, '`usher inspect` with one of the codes says more.'].join('\n\n');
}

const reasons: Readonly<Record<Found['codes'][number]['because'], string>> = {
  value: 'code',
  id: 'code',
  row: 'part of it',
  operation: 'operation',
  holder: 'holder',
  invitee: 'invitee',
};

function asFields(story: CodeStory, settings: Settings): object {
  const { known, generations, ...happened } = story;
  const { row, campaign, version, now, shown } = known;
  const { state, ...code } = row;
  return {
    ...{ code, status: shown.status, rowStatus: state.status, state: shown, nowAt: now },
    campaign: { id: campaign.id, status: campaign.status, sandbox: campaign.sandbox },
    ...{ version: version.version, timeZone: version.terms.period.timeZone },
    variant: version.terms.variant ?? null,
    ...{ explanation: explanation(story), next: explainDeadlines(known) },
    generations: generations.map((one) => ({
      ...{ code: one.row.id, generation: one.shown.generation, status: one.shown.status },
      expiresAt: one.shown.expiresAt,
    })),
    ...{ ...happened, temporal: linkOf(known, settings) },
  };
}
