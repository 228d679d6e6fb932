import { backtest } from '../../compare/backtest/backtest.ts';
import { trialOf, type InForce, type Proposal } from '../../compare/backtest/laws.ts';
import { neverReported, notTold } from '../../compare/backtest/not-told.ts';
import { Tally } from '../../compare/backtest/tally.ts';
import { assert } from '../../domain/assert.ts';
import type { Recorded } from '../../domain/commit/recorded.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Asset } from '../../domain/money.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import { grantedSince } from '../../store/backtest/granted-since.ts';
import { readRecorded } from '../../store/backtest/read-recorded.ts';
import {
  listCampaigns,
  listVersions,
  type CampaignRow,
} from '../../store/campaigns/campaign-row.ts';
import { listPolicyVersions, loadPolicy } from '../../store/campaigns/policies.ts';
import { say, type Said } from '../../lang/say.ts';
import type { Context } from '../context.ts';
import { WrongUse } from '../exit.ts';

/** What a proposal would have come to. */
export interface Backtested {
  readonly campaigns: readonly CampaignId[];
  readonly sinceAt: Instant;
  readonly tally: Tally;
  /** What is recorded as granted, for comparison with what the replay grants by the same terms. */
  readonly recorded: ReadonlyMap<Asset, number>;
  /** What of the proposal a replay cannot tell. */
  readonly notTold: readonly Said[];
}

/** How it is run: from when on, and who hears how it goes. */
export interface Running {
  readonly sinceMs: number;
  readonly progress: (line: string) => void;
}

/**
 * Plays what is recorded of every campaign that the proposal is for.
 * @throws WrongUse when there is none
 */
export async function runBacktest(
  context: Context,
  proposal: Proposal,
  { sinceMs, progress }: Running,
): Promise<Backtested> {
  const pool = await context.database();
  const found = await campaignsOf(context, proposal);
  const tally = new Tally();
  const recorded = new Map<Asset, number>();
  const untold = new Map<string, Said>();
  let earliest = instant(Date.now());
  for (const { campaign, inForce } of found) {
    // Each campaign has a clock of its own.
    const until = plus(instant(Date.now()), campaign.clockOffsetMs);
    const since = plus(until, -sinceMs);
    earliest = since < earliest ? since : earliest;
    for (const line of notTold(inForce, proposal)) untold.set(JSON.stringify(line), line);
    const trial = trialOf(inForce, proposal, { since, until });
    const pages = counted(readRecorded(pool, campaign.id), (read) => {
      progress(`${campaign.id}: ${read} read`);
    });
    await backtest(trial, pages, tally);
    for (const { asset, minor } of await grantedSince(pool, campaign.id, since)) {
      recorded.set(asset, (recorded.get(asset) ?? 0) + minor);
    }
  }
  const campaigns = found.map(({ campaign }) => campaign.id);
  const told = [...untold.values(), ...neverReported(proposal, tally.reported)];
  return { campaigns, sinceAt: earliest, tally, recorded, notTold: told };
}

interface FoundCampaign {
  readonly campaign: CampaignRow;
  readonly inForce: InForce;
}

async function campaignsOf(
  context: Context,
  proposal: Proposal,
): Promise<readonly FoundCampaign[]> {
  const db = await context.database();
  const policies = new Map((await listPolicyVersions(db)).map((one) => [one.digest, one]));
  const found: FoundCampaign[] = [];
  const policiesNamed = new Set<string>();
  for (const campaign of await listCampaigns(db)) {
    if (proposal.kind === 'campaign' && campaign.id !== proposal.terms.campaign) continue;
    const rows = await listVersions(db, campaign.id);
    const versions = new Map(rows.map((row) => [row.digest, row]));
    const current = versions.get(campaign.digest);
    assert(current !== undefined, 'a campaign has its current version');
    const named = new Set(rows.map(({ terms }) => terms.risk.policy));
    for (const id of named) policiesNamed.add(id);
    if (proposal.kind === 'policy' && !named.has(proposal.policy.id)) continue;
    if (proposal.kind === 'campaign') {
      for (const { risk } of [proposal.terms, ...(proposal.variants?.values() ?? [])]) {
        named.add(risk.policy);
      }
    }
    const currentPolicies = new Map(
      await Promise.all(
        [...named].map(async (id) => [id, await policyInForce(context, id)] as const),
      ),
    );
    found.push({ campaign, inForce: { current, versions, policies, currentPolicies } });
  }
  if (found.length > 0) return found;
  throw new WrongUse(whyNone(proposal, [...policiesNamed].sort()));
}

function whyNone(proposal: Proposal, policiesNamed: readonly string[]): Said {
  if (proposal.kind === 'campaign') {
    return say`No campaign ${proposal.terms.campaign} is published, so nothing of it is recorded.`;
  }
  const { id } = proposal.policy;
  return policiesNamed.length === 0
    ? say`No campaign is published, so nothing is recorded that the risk policy ${id} could be tried on.`
    : say`No published campaign names the risk policy ${id}, only ${policiesNamed.join(', ')}: a policy is tried under the name of the one that it is to replace, so write that as its metadata.id.`;
}

async function policyInForce(
  context: Context,
  id: string,
): Promise<NonNullable<Awaited<ReturnType<typeof loadPolicy>>>> {
  const policy = await loadPolicy(await context.database(), id);
  if (policy === undefined) throw new WrongUse(say`The risk policy ${id} is not published.`);
  return policy;
}

async function* counted(
  pages: AsyncIterable<readonly Recorded[]>,
  tell: (read: number) => void,
): AsyncGenerator<readonly Recorded[]> {
  let read = 0;
  for await (const page of pages) {
    read += page.length;
    yield page;
    if (read % 10_000 === 0) tell(read);
  }
}
