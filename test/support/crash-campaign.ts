import { readFile } from 'node:fs/promises';

import type pg from 'pg';

import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';

/** What a scenario changes of the campaign; lengths as authors write them. */
export interface CampaignChanges {
  readonly lifetime?: string;
  readonly hold?: string;
  readonly settleFor?: string;
  readonly forwardFor?: string;
  /** Redemptions by poster wait for a person, for so long; then they are refused. */
  readonly reviewWithin?: string;
  /** Two people have to agree on those. */
  readonly secondPerson?: true;
  /** Invitees are paid as well, in weekly batches. */
  readonly weekly?: true;
  /** In yuan; more than any test spends unless said. */
  readonly budget?: string;
}

/** The registration campaign without risk rules unless said, with a cap that no test reaches, and a sandbox. */
export async function publishCrashCampaign(
  pool: pg.Pool,
  id: string,
  changes: CampaignChanges = {},
): Promise<CampaignId> {
  const policy = compilePolicy(await policyText(changes));
  if (!policy.ok) throw new Error(JSON.stringify(policy.diagnostics));
  await publishPolicy(pool, policy.policy);
  const source = campaignText(id, changes);
  const compiled = compileCampaign(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const { terms, digest } = compiled;
  const published = await publishVersion(pool, {
    terms,
    digest,
    source,
    sandbox: true,
    by: 'crash test',
    serverNow: instant(Date.now()),
  });
  if (!published.ok) throw new Error(published.message);
  return terms.campaign;
}

async function policyText({ reviewWithin, secondPerson }: CampaignChanges): Promise<string> {
  if (reviewWithin === undefined) return shipped('rules/policies/none.yaml');
  const text = await shipped('rules/policies/reviewed.yaml');
  const within = `within: ${reviewWithin}, secondPerson: ${String(secondPerson === true)}`;
  return text.replace('within: 48h', within);
}

function campaignText(id: string, changes: CampaignChanges): string {
  const { lifetime = '24h', hold = '0s', settleFor = '2d', forwardFor = '1h' } = changes;
  const { budget = '1000000.00', weekly = false } = changes;
  return `
apiVersion: usher/v1
kind: Campaign
metadata: { id: ${id}, title: Crash test, owner: reliability }
spec:
  platform: wechat
  purpose: register
  period: { starts: on-publish, lasts: 30d, timeZone: Asia/Shanghai }
  code:
    generation: automatic
    format: { alphabet: unambiguous, length: 12 }
    liveCodesMax: 100000
    perPerson: 1
  validity:
    lifetime: ${lifetime}
    extension: { on: share-reported, by: 1s, upTo: 30d }
    onExpiry: { action: regenerate, generationsMax: 3, onlyIfTouched: true, forwardFor: ${forwardFor} }
    settleFor: ${settleFor}
  attribution: { touch: first, window: 30d, existingCustomers: excluded }
  milestones: [registered, real-name-verified]
  rewards:
    - id: red-packet
      template: cash
      to: inviter
      when: { invitee: [registered, real-name-verified] }
      amount: "1.00"
      currency: CNY
      payout: { timing: instant, hold: ${hold} }
      caps: { perCode: "10000.00", perLineage: "10000.00" }${weekly ? weeklyReward : ''}
  budget: { CNY: "${budget}" }
  risk: { policy: ${changes.reviewWithin === undefined ? 'none' : 'reviewed'} }
`;
}

const weeklyReward = `
    - id: thanks
      template: cash
      to: invitee
      when: { invitee: [redeemed] }
      amount: "0.50"
      currency: CNY
      payout: { timing: weekly, weekday: monday, hour: 9 }`;

function shipped(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
}
