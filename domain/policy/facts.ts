import { deviceReports, networkKinds } from '../code/command.ts';
import type { rewardFacts, riskFacts } from './condition.ts';
import { identityKinds } from './ties.ts';

export type Fact = (typeof rewardFacts)[number] | (typeof riskFacts)[number];

/** Null is a fact that is not known. */
export type FactValue = string | number | boolean | null | readonly string[];

interface FactTerms {
  readonly type: 'string' | 'number' | 'list' | 'flag';
  readonly meaning: string;
  /** All texts that it can be, or have in its list; absent: any. */
  readonly oneOf?: readonly string[];
}

/** Of what type each fact is, and what it says. */
export const factTable: Readonly<Record<Fact, FactTerms>> = {
  channel: { type: 'string', meaning: 'the channel that the invitee came by' },
  generation: { type: 'number', meaning: 'which code of its line this is; the first is 1' },
  purchaseAmountMinor: {
    type: 'number',
    meaning: 'the reported purchase in the smallest unit of its currency: fen',
  },
  region: { type: 'string', meaning: 'ISO 3166 code of the country or region' },
  hourOfDay: { type: 'number', meaning: "0 to 23, by the campaign's clock" },
  weekday: { type: 'number', meaning: "1 (Monday) to 7, by the campaign's clock" },
  inviterInvitationsToday: {
    type: 'number',
    meaning: 'distinct invitees who redeemed codes of this inviter today, this one included',
  },
  inviterChecksToday: {
    type: 'list',
    meaning: 'the checks that the inviter passed today; of each the latest result counts',
  },
  inviterBound: {
    type: 'flag',
    meaning:
      "whether the inviter's phone or account is bound, by the latest result of the check `binding`; not known where there is none",
  },
  sourceRequestsLastHour: {
    type: 'number',
    meaning:
      'requests from the same address (of IPv6 the same /64) in the last hour, this one included',
  },
  networkRequestsLastHour: {
    type: 'number',
    meaning:
      'requests from the network around the address, an IPv4 /24 or an IPv6 /48, in the last hour',
  },
  deviceRequestsLastHour: {
    type: 'number',
    meaning: 'requests from the same device in the last hour, this one included',
  },
  sourceFailuresLastHour: {
    type: 'number',
    meaning:
      'failures of the same address in the last hour: codes that do not exist, wrong passwords, dynamic codes and inviter phones',
  },
  networkFailuresLastHour: {
    type: 'number',
    meaning:
      'failures of the network around it in the last hour: codes that do not exist, wrong passwords, dynamic codes and inviter phones',
  },
  deviceFailuresLastHour: {
    type: 'number',
    meaning:
      'failures of the device in the last hour: codes that do not exist, wrong passwords, dynamic codes and inviter phones',
  },
  personFailuresLastHour: {
    type: 'number',
    meaning:
      'failures of the person in the last hour: codes that do not exist, wrong passwords, dynamic codes and inviter phones',
  },
  campaignFailuresLastHour: {
    type: 'number',
    meaning:
      'codes that were asked for as of this campaign in the last hour, by anybody, and that do not exist',
  },
  sharedWithInviter: {
    type: 'list',
    oneOf: identityKinds,
    meaning: 'what inviter and invitee have in common: phone, payee, device',
  },
  peopleOnPhone: {
    type: 'number',
    meaning: "people seen with the invitee's phone number, this one included",
  },
  peopleOnPayee: {
    type: 'number',
    meaning: 'people paid to the same account as the invitee, this one included',
  },
  peopleOnDevice: {
    type: 'number',
    meaning: "people seen on the invitee's device, this one included",
  },
  peopleConnected: {
    type: 'number',
    meaning:
      'people who hang together with the invitee through phones, payees and devices, this one included; up to 64',
  },
  invitationCycle: {
    type: 'flag',
    meaning: 'whether the invitee has invited the inviter, directly or over up to 32 others',
  },
  accountAgeDays: { type: 'number', meaning: "full days since the invitee's account began" },
  secondsSinceClick: {
    type: 'number',
    meaning:
      "seconds since the invitee's latest click on a code of this line, within a day; not known where there was none",
  },
  deviceReports: {
    type: 'list',
    oneOf: deviceReports,
    meaning:
      'what was found of the device: emulator, rooted, group-control, sensors-still, clock-skewed, attestation-failed',
  },
  networkKind: {
    type: 'string',
    oneOf: networkKinds,
    meaning: 'what kind of network the request came from: home, mobile, office, hosting, proxy',
  },
  sourceCountry: {
    type: 'string',
    meaning:
      'ISO 3166 code of the country that the address is registered in, by the file that the client has; not known for private addresses',
  },
  sourceAsn: {
    type: 'number',
    meaning:
      'number of the autonomous system that the address belongs to, where the client has a file that says so',
  },
  regionFitsSource: {
    type: 'flag',
    meaning:
      'whether the region that the service says is in the country that the address is registered in; not known where one of them is not',
  },
  wordingHits: {
    type: 'number',
    meaning: 'words of the invitation that are sensitive or press people to share',
  },
};
