import { hourAndWeekday } from '../domain/calendar.ts';
import { factOf } from '../domain/campaign/milestones.ts';
import type { UseCommand } from '../domain/code/command.ts';
import type { Facts } from '../domain/commit/facts.ts';
import type { Report } from '../domain/commit/report.ts';
import { isLive, type RedemptionRow } from '../domain/commit/rows.ts';
import type { SourceId, SubjectId } from '../domain/ids.ts';
import type { FactValue } from '../domain/policy/facts.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './decide/draft.ts';
import type { FactValues } from './evaluate.ts';

/** The facts that a risk policy's rules read of a redemption. */
export function valuesOfUse(draft: Draft, command: UseCommand, today: Instant): FactValues {
  const { facts } = draft;
  return {
    ...placeAndTime(facts, command, command.late?.at ?? facts.now),
    inviterInvitationsToday: invitationsToday(draft, command.invitee, today),
    inviterChecksToday: checksToday(draft),
    sourceRequestsLastHour: requestsOf(facts, command.source),
    wordingHits: draft.state.wordingHits,
  };
}

/** What the inviter has passed, the batch's own checks included. */
function checksToday({ facts, verifications }: Draft): readonly string[] {
  const passed = new Set(facts.inviterChecksToday);
  for (const { subject, check, result } of verifications) {
    if (subject !== facts.code.holder) continue;
    if (result === 'passed') passed.add(check);
    else passed.delete(check);
  }
  return [...passed].sort();
}

/** Invitees of the holder's day as the batch has made it so far, this one included. */
function invitationsToday(draft: Draft, invitee: SubjectId, today: Instant): number {
  const { facts } = draft;
  const { holder } = facts.code;
  const counts = (row: RedemptionRow | undefined): number =>
    Number(row !== undefined && isLive(row) && row.inviter === holder && row.at >= today);
  let count = facts.inviterInvitationsToday;
  for (const row of draft.redemptions.written.values()) {
    count += counts(row) - counts(facts.redemptions.get(row.id));
  }
  return count + 1 - counts(draft.liveRedemptionOf(invitee));
}

/** When a redemption came further, and by what. */
interface Reached {
  readonly at: Instant;
  readonly report?: Report;
}

/** The facts that a reward's condition reads. */
export function valuesOfReward(
  facts: Facts,
  from: Pick<UseCommand, 'channel' | 'region'> | RedemptionRow,
  { at, report }: Reached,
): FactValues {
  const known = 'purchaseAmountMinor' in from ? from.purchaseAmountMinor : null;
  const reports = [...('reports' in from ? from.reports : []), ...(report ? [report] : [])];
  return {
    ...placeAndTime(facts, from, at),
    purchaseAmountMinor: report?.minor ?? known,
    ...propertiesReported(facts.terms, reports),
  };
}

/** Every property of every milestone as it was reported last; null where it never was. */
function propertiesReported(
  { properties }: Facts['terms'],
  reports: readonly Report[],
): FactValues {
  if (properties === undefined) return {};
  const values: Record<string, FactValue> = {};
  for (const [milestone, known] of Object.entries(properties)) {
    for (const name of Object.keys(known)) values[factOf(milestone, name)] = null;
  }
  for (const { milestone, properties: said = {} } of reports) {
    for (const [name, value] of Object.entries(said)) values[factOf(milestone, name)] = value;
  }
  return values;
}

function requestsOf(facts: Facts, source: SourceId | undefined): number {
  return source === undefined ? 0 : (facts.sources.get(source)?.requestsLastHour ?? 0);
}

function placeAndTime(
  facts: Facts,
  from: { readonly channel?: string | null; readonly region?: string | null },
  at: Instant,
): FactValues {
  const { hour, weekday } = hourAndWeekday(at, facts.terms.period.timeZone);
  return {
    channel: from.channel ?? facts.code.channel,
    region: from.region ?? null,
    generation: facts.code.state.generation,
    hourOfDay: hour,
    weekday,
  };
}
