import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { pino } from 'pino';
import { v7 as uuid } from 'uuid';

import { createCommit } from '../../activities/commit.ts';
import type { IssueCall, UseCall } from '../../client/calls.ts';
import { createFinder, findCode } from '../../client/find-code.ts';
import { withInviteePhone } from '../../client/inviter-phone/invitee.ts';
import { withReadPhone } from '../../client/inviter-phone/issue.ts';
import { aboutHolder } from '../../client/issue.ts';
import { commandOf, lookupOf } from '../../client/operate.ts';
import { openPlaces } from '../../client/places/open-places.ts';
import { useOperation } from '../../client/operations.ts';
import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CampaignId, CodeId, SubjectId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { inParallel } from '../../reconcile/in-parallel.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { issueCode } from '../../store/codes/issue-code.ts';
import { open, type KeyRing } from '../../store/keys/key-ring.ts';
import { mintValue } from '../../store/keys/value.ts';

/** Policies that attacks are tried against. */
export type PolicyName = 'default' | 'strict';

/** The campaign that is attacked; its codes are those of campaigns/registration.yaml. */
export const attacked = 'attacked';

/** Other campaigns on the stage: numbers are read as they are dialled, or codes want what is sent or shown once. */
const scenarios = {
  'attacked-registration': 'kind: registration, inviterPhone: optional, phoneRegion: CN',
  'attacked-coupon':
    'kind: exclusive-coupon, password: { digits: 6, validFor: 5m, attemptsMax: 5, resendAfter: 60s, sendsMax: 3, sessionsPerDay: 5 }',
  'attacked-login': 'kind: device-login, digits: 6, every: 5m, drift: 1, attemptsAnHour: 10',
} as const;

const campaignText = (id: string, policy: PolicyName, scenario = ''): string => `
apiVersion: usher/v1
kind: Campaign
metadata: { id: ${id}, title: A campaign under attack, owner: bench }
spec:
  ${scenario === '' ? '' : `scenario: { ${scenario} }`}
  purpose: activate
  period: { starts: on-publish, timeZone: Asia/Shanghai }
  code: { generation: automatic, format: { alphabet: unambiguous, length: 12 }, liveCodesMax: 100000 }
  validity: { lifetime: long-term, settleFor: 30d }
  redemption: { usesMax: 200 }
  rewards:
    - id: packet
      template: cash
      to: inviter
      when: { invitee: [redeemed] }
      amount: "1.00"
      currency: CNY
      payout: { hold: 7d }
      caps: { perCode: "200.00" }
  # usher-ignore WORST_CASE_ABOVE_BUDGET: it is attacked, not run
  budget: { CNY: "100000.00" }
  risk: { policy: ${policy} }
`;

/** A Monday, ten o'clock in Shanghai. */
export const start = Date.UTC(2026, 0, 5, 2);

/** A code that somebody holds. */
export interface Held {
  readonly code: string;
  readonly id: CodeId;
}

/**
 * A client's calls on real tables, with the time made up and the commit called directly where a workflow
 * would call it.
 */
export interface AttackStage {
  readonly pool: pg.Pool;
  readonly keys: KeyRing;
  /** What time it is for all that is asked from now on, in epoch milliseconds. */
  setNow(ms: number): void;
  /** In the campaign that is attacked unless another one is named. */
  issue(call: Partial<IssueCall> & { readonly holder: string }): Promise<Held>;
  /** With what was proved of it before, where its campaign wants that. */
  redeem(call: UseCall, proven?: Pick<UseCommand, 'proof' | 'phone'>): Promise<Outcome>;
}

/** Publishes the policy as it is shipped, and a campaign under it, in a database that is migrated and empty. */
export async function openAttackStage(
  pool: pg.Pool,
  keys: KeyRing,
  policy: PolicyName,
): Promise<AttackStage> {
  let now = start;
  const log = pino({ level: 'error' });
  const commit = createCommit({ pool, keys, log, worker: 'attack' });
  const finder = createFinder(pool, keys, () => now);
  await publish(pool, policy);
  const places = openPlaces();
  return {
    pool,
    keys,
    setNow: (ms) => {
      now = ms;
    },
    issue: async (call) => {
      const campaign = (call.campaign ?? attacked) as CampaignId;
      const holder = call.holder as SubjectId;
      const asked = { campaign, holder };
      const read = await withReadPhone({ pool, keys }, asked, { ...call, campaign });
      if ('ok' in read) throw new Error(read.message);
      const issued = await issueCode(pool, {
        ...asked,
        id: uuid() as CodeId,
        ...aboutHolder(keys, read),
        serverNow: instant(now),
        mint: ({ code }, id) => mintValue(keys, code.format, id),
        issuedBy: 'attack',
      });
      if (!issued.ok) throw new Error(issued.code);
      const { id } = issued.code;
      return { id, code: open(keys, id, issued.sealed) };
    },
    redeem: async (call, proven = {}) => {
      const { kind, fields } = useOperation({ keys, places }, 'redeem', call);
      const command = commandOf({ kind, fields: { ...fields, ...proven } }, call.opId ?? uuid());
      if (command === undefined) throw new Error('attackers know how to ask');
      const found = await findCode(finder, lookupOf(call, command));
      if ('ok' in found) return found;
      const { campaign, digest } = found.row;
      const known = await withInviteePhone({ pool, keys }, call, { digest, command });
      const request = { campaign, code: found.row.id, commands: [known], now: found.now };
      const [outcome] = (await commit(request)).outcomes;
      if (outcome === undefined) throw new Error('every command has an outcome');
      return outcome;
    },
  };
}

async function publish(pool: pg.Pool, name: PolicyName): Promise<void> {
  const file = new URL(`../../rules/policies/${name}.yaml`, import.meta.url);
  const policy = compilePolicy(await readFile(file, 'utf8'));
  if (!policy.ok) throw new Error('the policy compiles');
  await publishPolicy(pool, policy.policy);
  await publishCampaign(pool, campaignText(attacked, name));
  for (const [id, scenario] of Object.entries(scenarios)) {
    await publishCampaign(pool, campaignText(id, name, scenario));
  }
}

async function publishCampaign(pool: pg.Pool, source: string): Promise<void> {
  const campaign = compileCampaign(source);
  if (!campaign.ok) throw new Error(`the campaign compiles: ${JSON.stringify(campaign)}`);
  const { terms, digest } = campaign;
  const by = { source, sandbox: false, by: 'attack', serverNow: instant(start) };
  const published = await publishVersion(pool, { terms, digest, ...by });
  if (!published.ok) throw new Error(published.code);
}

/** `work` for every number below `count`, sixteen at a time. */
export async function inLanes(count: number, work: (n: number) => Promise<void>): Promise<void> {
  await inParallel(
    Array.from({ length: count }, (_, n) => n),
    16,
    work,
  );
}

/** In one word: `ok`, `review`, or why not. */
export function wordOf(outcome: Outcome): string {
  if (!outcome.ok) return outcome.code;
  return outcome.redemptionState === 'review' ? 'review' : 'ok';
}
