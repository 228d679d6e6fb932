import { Argument, type Command } from 'commander';

import { codeOfRow } from '../../domain/ids.ts';
import { instant, plus } from '../../domain/time.ts';
import { openReviews, type ReviewRecord } from '../../store/inspect/reviews.ts';
import { whyOpened } from '../inspect/why-opened.ts';
import { campaignUnknown, chosenCampaign, knownCampaign } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import {
  addByHandOptions,
  addOperationOptions,
  operate,
  type ByHandOptions,
  type OperationOptions,
} from '../operate.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { approvalsWaiting, type Approval } from '../status/approvals.ts';
import { zonedClock } from '../output/when.ts';

interface ListOptions extends CommonOptions {
  readonly campaign?: string;
}

const listedMax = 200;

/** `usher review`: redemptions that a person looks at. */
export function addReview(program: Command): void {
  const group = addGroup(program, 'review', 'list and decide what a person has to look at');
  addCommand(group, {
    usage: 'list',
    summary: 'reviews, payout batches and awards that wait for a decision, the most urgent first',
    more: 'Reviews are decided with `usher review decide`. For payout batches and awards that wait for a second person, it says the command that approves them.',
    examples: ['usher review list', 'usher review list --campaign registration -o json'],
  })
    .option('--campaign <id>', 'only of this campaign')
    .action((options: ListOptions) => exitWith(list(options)));
  const decide = addCommand(group, {
    usage: 'decide <review>',
    summary: 'decide a review',
    more: 'Where what opened it wants a second person, the first decision is proposed: it is approved once somebody else approves too, and refused once somebody else refuses. A review that nobody decides by its deadline is decided as its risk rule or limit says, whatever was proposed. Refused, a review that a limit has opened counts without the reward beyond the limit.',
    examples: ['usher review decide 0199….7 approve --reason "met them at the fair"'],
  }).addArgument(new Argument('<decision>', 'what is decided').choices(['approve', 'refuse']));
  addByHandOptions(addOperationOptions(decide)).action(
    (review: string, decision: 'approve' | 'refuse', options: OperationOptions & ByHandOptions) => {
      const { actor, reason } = options;
      return exitWith(
        operate(codeOfRow(review), options, (usher, { opId, deadlineMs }) =>
          usher.decideReview({
            ...{ review, decision, opId, actor, reason },
            ...(deadlineMs === undefined ? {} : { deadlineMs }),
          }),
        ),
      );
    },
  );
}

async function list({ output, campaign }: ListOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const id = await chosenCampaign(context, campaign);
    if (id === undefined) return reportRefusal(report, await campaignUnknown(context));
    const db = await context.database();
    const reviews = await openReviews(db, id, listedMax);
    const approvals = await approvalsWaiting(db, id === null ? null : [id], listedMax);
    const rows = await Promise.all(reviews.map((review) => rowOf(context, review)));
    const heads = [
      ...['review', 'campaign', 'invitee', 'invited by', 'why'],
      ...['to be decided by', 'otherwise', 'second person'],
    ];
    const parts = [titled(heads, rows), titled(approvalHeads, approvals.map(approvalRow))];
    const text = parts.filter((part) => part !== '').join('\n\n');
    report.result(text === '' ? 'Nothing waits for a decision.' : text, { reviews, approvals });
    return exitCodes.ok;
  });
}

const approvalHeads = ['waits for a second person', 'campaign', 'pays', 'refused at', 'approve'];

function approvalRow({ kind, id, campaign, waits, decideBy, approve }: Approval): string[] {
  const until = decideBy === null ? '' : new Date(decideBy).toISOString();
  return [`${kind} ${id}`, campaign, waits, until, approve];
}

function titled(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = heads.map((title) => ({ title }));
  return rows.length === 0 ? '' : table(columns, rows);
}

async function rowOf(context: Context, review: ReviewRecord): Promise<string[]> {
  const known = await knownCampaign(context, review.campaign);
  const zone = known?.version.terms.period.timeZone ?? 'UTC';
  const now = plus(instant(Date.now()), known?.campaign.clockOffsetMs ?? 0);
  const due = zonedClock(review.dueAt, zone, now);
  const { id, campaign, invitee, inviter, otherwise } = review;
  return [id, campaign, invitee, inviter, whyOpened(review), due, otherwise, secondText(review)];
}

function secondText({ secondPerson, proposed }: ReviewRecord): string {
  if (!secondPerson) return 'not needed';
  if (proposed === null) return 'two decide';
  return `${proposed.actor} proposes: ${proposed.decision} (${proposed.reason})`;
}
