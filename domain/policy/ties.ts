import type { Brand } from '../brand.ts';
import type { Origin } from '../code/command.ts';
import type { SubjectId } from '../ids.ts';

/** Something by which two accounts may turn out to be one person's: `<kind>:<blind index>`. */
export type IdentityKey = Brand<string, 'IdentityKey'>;

/** What people may share: a phone number, an account that is paid, a device. */
export const identityKinds = ['phone', 'payee', 'device'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** That somebody was seen with an identity. */
export interface Tie {
  readonly identity: IdentityKey;
  readonly subject: SubjectId;
}

/** People around one are counted up to this many. */
export const connectedMax = 64;

/** The key of an identity, by its blind index. */
export function identityKey(kind: IdentityKind, index: string): IdentityKey {
  return `${kind}:${index}` as IdentityKey;
}

/** The blind index of one kind among identities. */
export function indexAmong(
  identities: readonly IdentityKey[],
  kind: IdentityKind,
): string | undefined {
  return identities.find((identity) => kindOf(identity) === kind)?.slice(kind.length + 1);
}

const none: readonly never[] = [];

/** With what somebody comes, as far as it is said. */
export function identitiesOf(from: Pick<Origin, IdentityKind>): readonly IdentityKey[] {
  const { phone, payee, device } = from;
  if (phone === undefined && payee === undefined && device === undefined) return none;
  return identityKinds.flatMap((kind) => {
    const index = from[kind];
    return index === undefined ? [] : [identityKey(kind, index)];
  });
}

/** How somebody is tied to others. */
export interface Ties {
  /** What they share with who invites them, in the order of `identityKinds`. */
  readonly shared: readonly IdentityKind[];
  /** People seen with the same phone, payee or device, themselves included; of each kind the most. */
  readonly people: Readonly<Record<IdentityKind, number>>;
  /** People who hang together with them through whatever is shared, themselves included, up to `connectedMax`. */
  readonly connected: number;
}

const alone: Ties = { shared: none, people: { phone: 1, payee: 1, device: 1 }, connected: 1 };

/** Reads off ties, in time linear in their number. The inviter counts as connected only through a tie. */
export function tiesOf(
  ties: readonly Tie[],
  { person, inviter }: { readonly person: SubjectId; readonly inviter: SubjectId },
): Ties {
  if (ties.length === 0) return alone;
  const peopleOf = new Map<IdentityKey, Set<SubjectId>>();
  const identitiesOf = new Map<SubjectId, Set<IdentityKey>>();
  for (const { identity, subject } of ties) {
    into(peopleOf, identity, subject);
    into(identitiesOf, subject, identity);
  }
  const own = identitiesOf.get(person) ?? new Set<IdentityKey>();
  const people = { phone: 1, payee: 1, device: 1 };
  const shared = new Set<IdentityKind>();
  for (const identity of own) {
    const kind = kindOf(identity);
    const others = peopleOf.get(identity);
    people[kind] = Math.max(people[kind], others?.size ?? 1);
    if (person !== inviter && others?.has(inviter) === true) shared.add(kind);
  }
  return {
    shared: identityKinds.filter((kind) => shared.has(kind)),
    people,
    connected: connectedTo(person, peopleOf, identitiesOf),
  };
}

function connectedTo(
  person: SubjectId,
  peopleOf: ReadonlyMap<IdentityKey, ReadonlySet<SubjectId>>,
  identitiesOf: ReadonlyMap<SubjectId, ReadonlySet<IdentityKey>>,
): number {
  const reached = new Set([person]);
  for (const one of reached) {
    for (const identity of identitiesOf.get(one) ?? []) {
      for (const other of peopleOf.get(identity) ?? []) reached.add(other);
    }
    if (reached.size >= connectedMax) return connectedMax;
  }
  return reached.size;
}

function kindOf(identity: IdentityKey): IdentityKind {
  return identity.slice(0, identity.indexOf(':')) as IdentityKind;
}

function into<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}
