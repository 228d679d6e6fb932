import type {
  CloseReservationCommand,
  MilestoneCommand,
  VerifyCommand,
} from '../../domain/code/command.ts';
import { countsRepeats, factOf } from '../../domain/campaign/milestones.ts';
import type { Accepted, Outcome } from '../../domain/code/outcome.ts';
import { refuseReport } from '../../domain/code/refusal.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { reportedBy, reportOf, reportsMax, type Report } from '../../domain/commit/report.ts';
import type { EventRow, RedemptionRow } from '../../domain/commit/rows.ts';
import type { JudgedItem } from '../judge.ts';
import { accepted } from './answer.ts';
import { complete } from './close.ts';
import type { Draft } from './draft.ts';
import { grantRewards } from './grant.ts';
import { giveBackUse } from './waiting.ts';
import { withReport } from './with-report.ts';

/** An invitee has come further. */
export function milestone(draft: Draft, item: JudgedItem, command: MilestoneCommand): Outcome {
  const reached = refuseReport(draft.state) ?? reach(draft, item, command);
  return 'ok' in reached ? reached : accepted(draft, reached);
}

type Reached = Pick<Accepted, 'redemption' | 'rewards'>;

/** Books a report of a milestone, and what it earns. */
function reach(draft: Draft, item: JudgedItem, command: MilestoneCommand): Reached | Rejection {
  if (!draft.terms.milestones.includes(command.milestone)) return reject('MILESTONE_UNKNOWN');
  const { now } = draft.facts;
  const report = reportOf(draft.terms, command, now);
  if ('ok' in report) return report;
  const row = draft.liveRedemptionOf(command.invitee);
  if (row?.code !== draft.facts.code.id || row.state !== 'redeemed') {
    return reject('NOT_REDEEMED');
  }
  const isRepeated = row.milestones.includes(command.milestone);
  if (isRepeated && !countsRepeats(draft.terms, command.milestone)) {
    return reject('MILESTONE_REPEATED');
  }
  const redemption = withReport(draft.terms, row, report);
  if (redemption.reports.length > reportsMax) return reject('REPORTS_FULL');
  draft.redemptions.set(row.id, redemption);
  draft.record({
    kind: 'milestone',
    at: now,
    channel: row.channel,
    share: row.share,
    subject: row.invitee,
    data: dataOf(row, report, isRepeated),
  });
  const rewards = grantRewards(draft, {
    redemption,
    before: row,
    report,
    holding: item.rewards,
    at: now,
  });
  return { redemption: row.id, rewards };
}

/** What is kept of a report for reading up and for asking it again. */
function dataOf(row: RedemptionRow, report: Report, isRepeated: boolean): EventRow['data'] {
  const { milestone, minor, properties = {} } = report;
  return {
    milestone,
    redemption: row.id,
    ...(isRepeated ? { repeated: true } : {}),
    purchaseAmountMinor: minor ?? null,
    ...Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [factOf(milestone, name), value]),
    ),
  };
}

/**
 * A service has checked a person; rules read the result as a fact. Where passing it reaches a milestone of an
 * invitee, that is reported with it; of anybody else, or once more, it is the result alone.
 */
export function verify(draft: Draft, item: JudgedItem, command: VerifyCommand): Outcome {
  const no = refuseReport(draft.state);
  if (no) return no;
  const { subject, check, result } = command;
  const at = draft.facts.now;
  draft.verifications.push({ subject, check, result, at });
  draft.record({ kind: 'verification', at, subject, data: { check, result } });
  const reported = reportedBy(draft.terms, command);
  const reached = reported === undefined ? {} : reach(draft, item, reported);
  return accepted(draft, 'ok' in reached ? {} : reached);
}

/** A reservation is confirmed or released. */
export function closeReservation(
  draft: Draft,
  item: JudgedItem,
  command: CloseReservationCommand,
): Outcome {
  const row = draft.redemptions.get(command.redemption);
  if (row?.code !== draft.facts.code.id) return reject('REDEMPTION_UNKNOWN');
  if (row.state !== 'reserved') return reject('RESERVATION_CLOSED');
  const { now } = draft.facts;
  if (command.kind === 'release') {
    giveBackUse(draft, { ...row, state: 'released' }, now);
    return accepted(draft, { redemption: row.id, redemptionState: 'released' });
  }
  const no = refuseReport(draft.state);
  if (no) return no;
  const completed = complete(draft, row, { at: now, holding: item.rewards });
  return accepted(draft, { redemption: row.id, ...completed });
}
