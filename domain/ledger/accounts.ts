import type { CampaignId, SubjectId } from '../ids.ts';

/** Where money comes from and goes to beyond our books. The only account that may be negative. */
export const world = 'world';

/** What a campaign may still promise. */
export function budgetAccount(campaign: CampaignId): string {
  return `campaign:${campaign}:budget`;
}

/** What a campaign has promised and not yet paid. */
export function heldAccount(campaign: CampaignId): string {
  return `campaign:${campaign}:held`;
}

/** What the operator has paid in for a campaign's renewals, and they have not used. */
export function operatorAccount(campaign: CampaignId): string {
  return `campaign:${campaign}:operator`;
}

/** What the operator was charged for a campaign's renewals. */
export function renewalsAccount(campaign: CampaignId): string {
  return `campaign:${campaign}:renewals`;
}

/** What a person has kept of a campaign's money after the rewards were taken back. */
export function debtAccount(campaign: CampaignId, subject: SubjectId): string {
  return `campaign:${campaign}:debt:${subject}`;
}

/** What a person has received. */
export function personAccount(subject: SubjectId): string {
  return `person:${subject}`;
}

/** What people have reserved of a campaign's points, and not yet spent. */
export function reservedAccount(campaign: CampaignId): string {
  return `campaign:${campaign}:reserved`;
}

/** What people have spent of a campaign's points. */
export function spentAccount(campaign: CampaignId): string {
  return `campaign:${campaign}:spent`;
}

/** What of a campaign's points nobody spent in time. */
export function expiredAccount(campaign: CampaignId): string {
  return `campaign:${campaign}:expired`;
}
