import { hourAndWeekday, startOfDay } from '../domain/calendar.ts';
import { factOf } from '../domain/campaign/milestones.ts';
import type { UseCommand } from '../domain/code/command.ts';
import { nothingKnown, type Facts, type PartyFacts } from '../domain/commit/facts.ts';
import type { Report } from '../domain/commit/report.ts';
import { isLive, type RedemptionRow } from '../domain/commit/rows.ts';
import type { SubjectId } from '../domain/ids.ts';
import { bindingCheck } from '../domain/policy/condition.ts';
import type { FactValue } from '../domain/policy/facts.ts';
import { campaignKey, partyOf, type PartyKey } from '../domain/policy/party.ts';
import { identitiesOf, tiesOf, type Ties } from '../domain/policy/ties.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './decide/draft.ts';
import type { FactValues } from './evaluate.ts';

/**
 * The facts that a risk policy's rules read of a redemption. One literal of all of them: put together
 * from parts it would be a hash table of 15 KB, made anew for each use.
 */
export function valuesOfUse(draft: Draft, command: UseCommand): FactValues {
  const { facts } = draft;
  const { timeZone } = facts.terms.period;
  const { hour, weekday } = hourAndWeekday(command.late?.at ?? facts.now, timeZone);
  const { shared, people, connected } = tiesOfUse(draft, command);
  const source = knownOf(facts, partyOf(command, 'source'));
  const network = knownOf(facts, partyOf(command, 'network'));
  const device = knownOf(facts, partyOf(command, 'device'));
  const person = knownOf(facts, partyOf(command, 'person'));
  const values: FactValues = {
    channel: command.channel ?? facts.code.channel,
    region: command.region ?? null,
    generation: facts.code.state.generation,
    hourOfDay: hour,
    weekday,
    inviterInvitationsToday: invitationsToday(
      draft,
      command.invitee,
      startOfDay(facts.now, timeZone),
    ),
    inviterChecksToday: checksToday(draft),
    wordingHits: draft.state.wordingHits,
    sourceRequestsLastHour: source.requestsLastHour,
    networkRequestsLastHour: network.requestsLastHour,
    deviceRequestsLastHour: device.requestsLastHour,
    sourceFailuresLastHour: source.failuresLastHour,
    networkFailuresLastHour: network.failuresLastHour,
    deviceFailuresLastHour: device.failuresLastHour,
    personFailuresLastHour: person.failuresLastHour,
    campaignFailuresLastHour: knownOf(facts, campaignKey(facts.code.campaign)).failuresLastHour,
    sharedWithInviter: shared,
    peopleOnPhone: people.phone,
    peopleOnPayee: people.payee,
    peopleOnDevice: people.device,
    peopleConnected: connected,
    inviterBound: boundOf(draft),
    invitationCycle: facts.uplines.includes(command.invitee),
    secondsSinceClick: since(facts.clicks.get(command.invitee), facts.now, 1000),
    accountAgeDays: since(command.accountSince, facts.now, 86_400_000),
    deviceReports: command.deviceReports ?? [],
    networkKind: command.networkKind ?? null,
    sourceCountry: command.sourceCountry ?? null,
    sourceAsn: command.sourceAsn ?? null,
    regionFitsSource: regionFitsSource(command),
  };
  return isEmpty(facts.said) ? values : { ...values, ...facts.said };
}

/** Whether the address is where the service says that the use is; null where one of them is not known. */
function regionFitsSource({ sourceCountry, region }: UseCommand): boolean | null {
  const [country] = region?.split('-') ?? [];
  const isKnown = sourceCountry !== undefined && country !== undefined;
  return isKnown ? country === sourceCountry : null;
}

function isEmpty(facts: FactValues): boolean {
  for (const name in facts) if (Object.hasOwn(facts, name)) return false;
  return true;
}

/** Whole units of time since an instant; null where it is not known, 0 where it is yet to come. */
function since(at: Instant | undefined, now: Instant, unitMs: number): number | null {
  return at === undefined ? null : Math.max(0, Math.floor((now - at) / unitMs));
}

function boundOf({ facts, verifications }: Draft): boolean | null {
  const said = verifications.filter(
    ({ subject, check }) => subject === facts.code.holder && check === bindingCheck,
  );
  const latest = said.at(-1);
  return latest === undefined ? facts.inviterBound : latest.result === 'passed';
}

/** What the inviter has passed, the batch's own checks included. */
function checksToday({ facts, verifications }: Draft): readonly string[] {
  if (verifications.length + facts.inviterChecksToday.length === 0) return facts.inviterChecksToday;
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
  return draft.facts.inviterInvitationsToday + invitationsMade(draft, invitee, today);
}

/**
 * How many invitations of a stretch of time the batch has made of the holder's, beside those that were there before
 * it; that of this invitee included. Less than none where it took some back.
 */
export function invitationsMade(draft: Draft, invitee: SubjectId, since: Instant): number {
  const { facts } = draft;
  const { holder } = facts.code;
  const counts = (row: RedemptionRow | undefined): number =>
    Number(row !== undefined && isLive(row) && row.inviter === holder && row.at >= since);
  let count = 0;
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

function knownOf(facts: Facts, party: PartyKey | undefined): PartyFacts {
  return (party === undefined ? undefined : facts.parties.get(party)) ?? nothingKnown;
}

/** What the batch's earlier items were seen with counts too. */
function tiesOfUse({ facts, ties }: Draft, command: UseCommand): Ties {
  const person = command.invitee;
  const own = identitiesOf(command).map((identity) => ({ identity, subject: person }));
  return tiesOf([...facts.ties, ...ties, ...own], { person, inviter: facts.code.holder });
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
