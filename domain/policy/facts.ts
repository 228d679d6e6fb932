import type { rewardFacts, riskFacts } from './condition.ts';

export type Fact = (typeof rewardFacts)[number] | (typeof riskFacts)[number];

/** Null is a fact that is not known. */
export type FactValue = string | number | boolean | null | readonly string[];

/** Of what type each fact is, and what it says. */
export const factTable: Readonly<
  Record<Fact, { readonly type: 'string' | 'number' | 'list' | 'flag'; readonly meaning: string }>
> = {
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
  sourceRequestsLastHour: {
    type: 'number',
    meaning: 'requests from the same network source in the last hour, this one included',
  },
  inviterBound: {
    type: 'flag',
    meaning: "whether the inviter's phone or account is bound",
  },
  deviceReports: {
    type: 'list',
    meaning:
      'what was found of the device: emulator, rooted, group-control, sensors-still, clock-skewed',
  },
  networkKind: {
    type: 'string',
    meaning: 'what kind of network the request came from: home, mobile, office, hosting, proxy',
  },
  wordingHits: {
    type: 'number',
    meaning: 'words of the invitation that are sensitive or press people to share',
  },
};
