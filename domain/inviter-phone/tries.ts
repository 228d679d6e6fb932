import { kindOfParty, type PartyKey, type PartyKind } from '../policy/party.ts';

/** Wrong numbers that one party may give in a day: an address may be that of a whole office. */
const triesMax: Readonly<Partial<Record<PartyKind, number>>> = { person: 5, device: 5, source: 50 };

/** How many wrong numbers of inviters a party may give in a day of one campaign. */
export interface PhoneTryBound {
  readonly party: PartyKey;
  readonly triesMax: number;
}

/** The bounds of all who give a number. */
export function phoneTryBounds(parties: readonly PartyKey[]): readonly PhoneTryBound[] {
  return parties.flatMap((party) => {
    const most = triesMax[kindOfParty(party)];
    return most === undefined ? [] : [{ party, triesMax: most }];
  });
}
