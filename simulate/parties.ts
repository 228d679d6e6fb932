import { nothingKnown, type PartyFacts } from '../domain/commit/facts.ts';
import type { SanctionRow, Suspension } from '../domain/commit/sanction.ts';
import type { SubjectId } from '../domain/ids.ts';
import type { Command } from '../domain/code/command.ts';
import type { Certificate } from '../domain/policy/certificate.ts';
import { partyKey, partyOf, type PartyKey } from '../domain/policy/party.ts';
import type { IdentityKey, Tie } from '../domain/policy/ties.ts';
import type { Instant } from '../domain/time.ts';
import { Requests } from './requests.ts';

/** How many people are looked at around the comers of a batch, as in `store/commit`. */
const nearMax = 200;
const none: readonly SanctionRow[] = [];

/** Who asked for what, who is kept out and who is tied to whom, as `store/parties` has it in tables. */
export class Parties {
  readonly requests = new Requests();
  readonly failures = new Requests();
  readonly sanctions = new Map<PartyKey, SanctionRow[]>();
  private readonly certificates = new Map<SubjectId, readonly Certificate[]>();
  private readonly peopleOf = new Map<IdentityKey, Set<SubjectId>>();
  private readonly identitiesOf = new Map<SubjectId, Set<IdentityKey>>();

  /** Whoever asks for a use is counted, as the client does, unless they are kept out. */
  countRequest(command: Command, now: Instant): void {
    if (command.kind !== 'redeem' && command.kind !== 'reserve') return;
    for (const kind of ['device', 'source', 'network'] as const) {
      const party = partyOf(command, kind);
      if (party !== undefined && !this.isKeptOut(party, now)) this.requests.count(party, now);
    }
  }

  facts(party: PartyKey, now: Instant): PartyFacts {
    const requestsLastHour = this.requests.lastHour(party, now);
    const failuresLastHour = this.failures.lastHour(party, now);
    const given = this.sanctions.get(party);
    if (given === undefined) return { ...nothingKnown, requestsLastHour, failuresLastHour };
    const ends = given.flatMap(({ until }) => until ?? []);
    return {
      requestsLastHour,
      failuresLastHour,
      frozenUntil: ends.length === 0 ? null : ends.reduce((last, end) => (end > last ? end : last)),
      isBanned: ends.length < given.length,
      timesFrozen: new Set(given.map(({ at }) => at)).size,
      earnedBy: earnedBy(given.filter(({ until }) => until === null || now < until)),
      sanctions: given.length,
    };
  }

  /** What suspends the codes that somebody holds; null where nothing does. */
  suspensionOf(holder: SubjectId, now: Instant): Suspension | null {
    return togetherOf(this.standing(holder, now).filter(({ suspends }) => suspends));
  }

  /** What stands against somebody, whatever it says of their codes; null where nothing does. */
  standingOf(person: SubjectId, now: Instant): Suspension | null {
    return togetherOf(this.standing(person, now));
  }

  private standing(person: SubjectId, now: Instant): readonly SanctionRow[] {
    const given = this.sanctions.get(partyKey('person', person));
    return given === undefined ? none : given.filter(({ until }) => until === null || now < until);
  }

  /** Where somebody is certified, everywhere and without limits. */
  certificatesOf(subject: SubjectId): readonly Certificate[] {
    return this.certificates.get(subject) ?? [];
  }

  certify(subject: SubjectId, group: string): void {
    const known = this.certificatesOf(subject);
    if (known.some((one) => one.group === group)) return;
    this.certificates.set(subject, [...known, { group, limits: [] }]);
  }

  private isKeptOut(party: PartyKey, now: Instant): boolean {
    const given = this.sanctions.get(party);
    return given !== undefined && given.some(({ until }) => until === null || now < until);
  }

  sanctionAll(rows: readonly SanctionRow[]): void {
    for (const row of rows) this.sanction(row);
  }

  sanction(row: SanctionRow): void {
    const given = this.sanctions.get(row.party);
    if (given === undefined) this.sanctions.set(row.party, [row]);
    else given.push(row);
  }

  tie({ identity, subject }: Tie): void {
    into(this.peopleOf, identity, subject);
    into(this.identitiesOf, subject, identity);
  }

  /** Breadth first from some people and what they bring along; a crowd is cut off, but for who has what they bring along. */
  tiesAround(people: readonly SubjectId[], brought: readonly IdentityKey[]): readonly Tie[] {
    const near = new Set(people);
    for (const identity of brought) {
      for (const other of this.peopleOf.get(identity) ?? []) near.add(other);
    }
    const most = nearMax + people.length;
    for (const person of near) {
      if (near.size >= most) break;
      for (const identity of this.identitiesOf.get(person) ?? []) {
        for (const other of this.peopleOf.get(identity) ?? []) near.add(other);
      }
    }
    const looked = new Set([...near].slice(0, most));
    const beyond = brought.flatMap((identity) =>
      [...(this.peopleOf.get(identity) ?? [])]
        .filter((subject) => !looked.has(subject))
        .map((subject) => ({ identity, subject })),
    );
    const ties = [...looked].flatMap((subject) =>
      [...(this.identitiesOf.get(subject) ?? [])].map((identity) => ({ identity, subject })),
    );
    return [...ties, ...beyond];
  }
}

function togetherOf(standing: readonly SanctionRow[]): Suspension | null {
  if (standing.length === 0) return null;
  const ends = standing.map(({ until }) => until);
  const last = ends.reduce((a, b) => (a === null || b === null ? null : a < b ? b : a));
  return { until: last, rules: earnedBy(standing) };
}

function earnedBy(standing: readonly SanctionRow[]): readonly string[] {
  return [...new Set(standing.flatMap(({ rules }) => rules))].sort();
}

function into<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}
