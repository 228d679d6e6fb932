import { attackKinds, type AttackKind } from '../../domain/population/population.ts';
import type { SourceId, SubjectId } from '../../domain/ids.ts';

/** Who somebody is: honest, or an attacker of some kind. */
export type PersonKind = 'honest' | AttackKind;
export const personKinds: readonly PersonKind[] = ['honest', ...attackKinds];

const letters: Readonly<Record<PersonKind, string>> = {
  honest: 'h',
  selfReferral: 's',
  deviceFarm: 'd',
  ipRotation: 'r',
  codeGuessing: 'g',
};
const kinds = new Map(personKinds.map((kind) => [letters[kind], kind]));

/**
 * Where somebody comes from: the number of the one who came by themselves, then for each step which
 * share and which of its visitors. The same people in every version of a campaign.
 */
export type PersonPath = readonly number[];

/** A made-up person's id says of what kind they are and where they come from. */
export function personId(kind: PersonKind, path: PersonPath): SubjectId {
  return `${letters[kind]}${path.join('.')}` as SubjectId;
}

/** The path that an id was made of. */
export function pathOf(person: SubjectId): PersonPath {
  return person.slice(1).split('.').map(Number);
}

/** Of what kind somebody is, by their id. */
export function kindOf(person: SubjectId): PersonKind {
  return kinds.get(person.charAt(0)) ?? 'honest';
}

export function sourceId(...parts: readonly (string | number)[]): SourceId {
  return `n${parts.join('.')}` as SourceId;
}
