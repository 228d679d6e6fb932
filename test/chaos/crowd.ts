import type { Usher } from '../../client/usher.ts';
import { UsherError } from '../../client/usher-error.ts';
import type { IssuedCode } from '../../client/issue.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CampaignId, CodeId, RewardId } from '../../domain/ids.ts';
import { Random } from '../../simulate/population/random.ts';
import { openCallers, type Acknowledged } from '../support/load.ts';

/** How many visit at once, and on how many codes the first ones do. */
const lanes = 48;
const firstCodes = 16;
/** One in so many visits first has a code issued. */
const issueEvery = 20;
/** A reward is old enough to have been paid, mostly, when so many have come after it. */
const agedAfter = 80;

/** Made-up people who use the codes of a campaign and never stop asking. */
export interface Crowd {
  /** Everything that somebody has had an answer to, in that order. */
  readonly acknowledged: readonly Acknowledged[];
  readonly issued: readonly IssuedCode[];
  /** How many operations are asked for and not answered; `since` counts only those asked before it. */
  inFlight(since?: number): number;
  /** Each of these, and for how many seconds it has been asked. */
  readonly unanswered: () => readonly Unanswered[];
  readonly campaign: CampaignId;
  /** Whether every visit is over, well or not. */
  isOver(): boolean;
  /** Resolves when every visit is over. Rejects with what went wrong. */
  readonly over: Promise<void>;
}

export interface Unanswered {
  readonly name: string;
  readonly code: CodeId;
  readonly seconds: number;
}

export interface CrowdOptions {
  /** Clients that take turns, also in asking again for one operation. */
  readonly ushers: readonly [Usher, Usher];
  readonly campaign: CampaignId;
  readonly seed: number;
  readonly redemptions: number;
}

/** Lets people come, a bounded number at a time: what each does follows from the seed. */
export function startCrowd({ ushers, campaign, seed, redemptions }: CrowdOptions): Crowd {
  const [usher] = ushers;
  const callers = openCallers(usher, campaign);
  const issued: IssuedCode[] = [];
  const granted: RewardId[] = [];
  const flying = new Map<Pick<Acknowledged, 'code' | 'opId'>, number>();

  const insist = async (
    what: Pick<Acknowledged, 'code' | 'opId' | 'kind'>,
    ask: (by: Usher, call: { opId: string; deadlineMs: number }) => Promise<Outcome>,
  ): Promise<Outcome> => {
    let turn = flying.size;
    flying.set(what, Date.now());
    try {
      return await callers.insist(what, (call) => {
        turn += 1;
        return ask(ushers[turn % 2] ?? usher, call);
      });
    } finally {
      flying.delete(what);
    }
  };
  const visit = async (number: number): Promise<void> => {
    const random = new Random(seed, number);
    if (number % issueEvery === 0) await issueTo(`late-${String(number)}`);
    const code = codeOf(issued[random.below(issued.length)]);
    const invitee = `guest-${String(number)}`;
    const target = { codeId: code };
    const milestone = (reached: string): Promise<Outcome> =>
      insist({ code, opId: `${reached}-${invitee}`, kind: 'milestone' }, (by, call) =>
        by.milestone({ campaign, invitee, milestone: reached, ...call }),
      );
    await insist({ code, opId: `redeem-${invitee}`, kind: 'redeem' }, (by, call) =>
      by.redeem({ code: target, invitee, ...call }),
    );
    if (random.chance(0.25)) {
      await insist({ code, opId: `share-${invitee}`, kind: 'share' }, (by, call) =>
        by.share({ code: target, ...call }),
      );
    }
    await milestone('registered');
    granted.push(...grantedBy(await milestone('real-name-verified')));
    if (random.chance(0.15) && granted.length > agedAfter) await takeBack(granted.shift());
  };
  const takeBack = async (reward: RewardId | undefined): Promise<void> => {
    if (reward === undefined) return;
    const code = reward.slice(0, 36) as CodeId;
    const by = { actor: 'shop', reason: 'refunded' };
    await insist({ code, opId: `reverse-${reward}`, kind: 'reverse' }, (client, call) =>
      client.reverse({ reward, ...by, ...call }),
    );
  };
  const issueTo = async (holder: string): Promise<void> => {
    const code = await untilAnswered(() => usher.issue({ campaign, holder, deadlineMs: 8_000 }));
    if (!code.ok) throw new Error(`no code for ${holder}: ${code.code}`);
    issued.push(code);
  };
  const run = async (): Promise<void> => {
    await inLanes(firstCodes, (number) => issueTo(`holder-${String(number)}`));
    await inLanes(redemptions, visit);
  };
  let isOver = false;
  const over = run().finally(() => (isOver = true));
  // Whoever waits for it reports it.
  over.catch(() => undefined);
  return {
    acknowledged: callers.acknowledged,
    issued,
    inFlight: (since = Infinity) => [...flying.values()].filter((at) => at < since).length,
    unanswered: () =>
      [...flying].map(([{ code, opId }, at]) => ({
        ...{ name: opId, code, seconds: Math.round((Date.now() - at) / 1_000) },
      })),
    campaign,
    isOver: () => isOver,
    over,
  };
}

function codeOf(issued: IssuedCode | undefined): CodeId {
  if (issued === undefined) throw new Error('a visit needs a code');
  return issued.code;
}

function grantedBy(outcome: Outcome): readonly RewardId[] {
  const rewards = outcome.ok ? (outcome.rewards ?? []) : [];
  return rewards.flatMap((reward) => (reward.granted ? [reward.id] : []));
}

async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof UsherError) || !error.retryable) throw error;
    }
  }
}

async function inLanes(count: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
