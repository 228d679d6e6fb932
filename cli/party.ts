import { networkOf } from '../client/source.ts';
import { networkId, identityIndex, sourceId, subjectOf } from '../client/subject.ts';
import { parsePartyKey, partyKey, type PartyKey } from '../domain/policy/party.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import type { Command } from 'commander';
import { say } from '../lang/say.ts';
import { WrongUse } from './exit.ts';

/** How a party is named on the command line: by exactly one of these. */
export interface PartyOptions {
  readonly party?: string;
  readonly person?: string;
  readonly ip?: string;
  readonly network?: string;
  readonly device?: string;
}

/** Adds the options that name a party. */
export function addPartyOptions(command: Command): Command {
  return command
    .option('--party <key>', 'as it is listed: person:…, device:…, source:… or network:…')
    .option('--person <id>', 'a person, by the id that services use')
    .option('--ip <address>', 'an address; of IPv6 its /64')
    .option('--network <address>', 'the network around an address: an IPv4 /24 or an IPv6 /48')
    .option('--device <id>', 'a device, by the id that services give it');
}

/**
 * The party that is named; undefined where none is.
 * @throws WrongUse where several are, or what is named cannot be one
 */
export function partyNamed(keys: KeyRing, options: PartyOptions): PartyKey | undefined {
  const { party, person, ip, network, device } = options;
  const named = [party, person, ip, network, device].filter((one) => one !== undefined);
  if (named.length > 1) throw new WrongUse(say`Name one party, not several.`);
  if (ip !== undefined) return partyKey('source', sourceId(keys, addressIn(ip)));
  if (network !== undefined) return partyKey('network', networkId(keys, addressIn(network)));
  if (device !== undefined) return deviceNamed(keys, device);
  if (person !== undefined) {
    const subject = subjectOf(keys, person);
    if (subject === undefined) throw new WrongUse(say`${person} is no id of a person.`);
    return partyKey('person', subject);
  }
  const key = party === undefined ? undefined : parsePartyKey(party);
  if (party !== undefined && key === undefined) {
    throw new WrongUse(
      say`${party} names no party: write person:…, device:…, source:… or network:….`,
    );
  }
  return key;
}

/** @throws WrongUse where a text is no address */
function addressIn(text: string): string {
  if (networkOf(text) === undefined) throw new WrongUse(say`${text} is no IPv4 or IPv6 address.`);
  return text;
}

/** @throws WrongUse where a text says nothing of a device */
function deviceNamed(keys: KeyRing, text: string): PartyKey {
  const index = identityIndex(keys, 'device', text);
  if (index === undefined) throw new WrongUse(say`${text} names no device.`);
  return partyKey('device', index);
}

/** @throws WrongUse where no party is named, or several */
export function partyWanted(keys: KeyRing, options: PartyOptions): PartyKey {
  const party = partyNamed(keys, options);
  if (party === undefined) {
    throw new WrongUse(say`Name a party: --party, --person, --ip, --network or --device.`);
  }
  return party;
}
