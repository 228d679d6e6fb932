import type { Brand } from '../brand.ts';
import type { UseCommand } from '../code/command.ts';
import type { CampaignId } from '../ids.ts';
import { mixedBits } from '../mixed-bits.ts';

/**
 * On whom a sanction falls: who redeems, the device that they use, the address that they come from (an
 * IPv4 address or an IPv6 /64), or the network around it (an IPv4 /24 or an IPv6 /48). Never a code: whoever
 * attacks one could have it closed for its holder.
 */
export const partyKinds = ['person', 'device', 'source', 'network'] as const;
export type PartyKind = (typeof partyKinds)[number];

/** `<kind>:<opaque id>`. Requests and failures of a campaign are counted under a key of the same form. */
export type PartyKey = Brand<string, 'PartyKey'>;

/** Where sanctions hold: in the campaign whose policy gave them, in those of its programme, or in all that share its traffic. */
export type SanctionScope = 'campaign' | 'programme' | 'all';

/** Where a sanction or a certificate holds, as it is kept; no campaign's id has a colon. */
export type Place = 'all' | CampaignId | ProgrammePlace;
export type ProgrammePlace = `programme:${string}`;

/** All campaigns of a programme. */
export function programmePlace(programme: string): ProgrammePlace {
  return `programme:${programme}`;
}

/** A place for people: `all campaigns`, `programme spring`, or the campaign's id. */
export function placeText(place: string): string {
  return place === 'all' ? 'all campaigns' : place.replace(/^programme:/, 'programme ');
}

/** The key of a party, by its opaque id. */
export function partyKey(kind: PartyKind, id: string): PartyKey {
  return `${kind}:${id}` as PartyKey;
}

/** Of which kind a party is. */
export function kindOfParty(party: PartyKey): PartyKind {
  return party.slice(0, party.indexOf(':')) as PartyKind;
}

/** Names a party in an appeal: ten letters and digits, by which operations find it and which say nothing of it. */
export function referenceOf(party: PartyKey): string {
  return mixedBits(party).toString(36).padStart(11, '0').slice(-10).toUpperCase();
}

/** Under which failed look-ups of a campaign are counted. */
export function campaignKey(campaign: CampaignId): PartyKey {
  return `campaign:${campaign}` as PartyKey;
}

/** Who asks for a use, as far as it is known, the person first. */
export function partiesOf(command: UseCommand): readonly PartyKey[] {
  return partyKinds.flatMap((kind) => partyOf(command, kind) ?? []);
}

/** The party of one kind that asks for a use. */
export function partyOf(command: UseCommand, kind: PartyKind): PartyKey | undefined {
  const id = kind === 'person' ? command.invitee : command[kind];
  return id === undefined ? undefined : partyKey(kind, id);
}

const keyForm = /^(person|device|source|network):([\x21-\x7e]{1,128})$/;

/** Reads a party's key as people write it; undefined where it is none. */
export function parsePartyKey(text: string): PartyKey | undefined {
  return keyForm.test(text) ? (text as PartyKey) : undefined;
}
