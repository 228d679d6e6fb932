import type { Terms } from '../domain/campaign/terms.ts';
import { isUse, type Command } from '../domain/code/command.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { CampaignId, RewardId, StreamId } from '../domain/ids.ts';
import { settledFrom, streamerOf, streamTermsOf, type Stream } from '../domain/stream/stream.ts';
import { instant, type Instant } from '../domain/time.ts';

const none: readonly Stream[] = [];

/** Live streams of a simulation, and the rewards that wait for their end. */
export class Streams {
  private readonly of = new Map<string, Stream[]>();
  private readonly closings = new Map<StreamId, Instant>();
  private readonly waiting = new Map<StreamId, RewardId[]>();
  private made = 0;
  private standing: readonly Stream[] = none;

  /** Supposes that whoever a code belongs to is live all the time, in one stream that never ends. */
  supposeLive(): void {
    this.standing = [{ id: 'supposed' as StreamId, openedAt: instant(0), closedAt: null }];
  }

  /** Opens one; false where the streamer is live already. */
  open(campaign: CampaignId, streamer: string, now: Instant): boolean {
    const streams = this.all(campaign, streamer);
    if (streams.some(({ closedAt }) => closedAt === null)) return false;
    this.made += 1;
    streams.push({ id: `stream-${String(this.made)}` as StreamId, openedAt: now, closedAt: null });
    this.of.set(keyOf(campaign, streamer), streams);
    return true;
  }

  /** Closes the one that is open, and returns the rewards that wait for it; undefined where none is. */
  close(campaign: CampaignId, streamer: string, now: Instant): readonly RewardId[] | undefined {
    const streams = this.all(campaign, streamer);
    const open = streams.find(({ closedAt }) => closedAt === null);
    if (open === undefined) return undefined;
    streams.splice(streams.indexOf(open), 1, { ...open, closedAt: now });
    this.closings.set(open.id, settledFrom(now));
    const rewards = this.waiting.get(open.id) ?? [];
    this.waiting.delete(open.id);
    return rewards;
  }

  /** The streams to which a batch on a code can add something, as `store/streams` reads them. */
  facts(
    { campaign, parameters }: CodeRow,
    about: { readonly terms: Terms; readonly commands: readonly Command[]; readonly now: Instant },
  ): readonly Stream[] {
    const { terms, commands, now } = about;
    if (streamTermsOf(terms.scenario) === undefined) return none;
    if (this.standing.length > 0) return this.standing;
    const streamer = streamerOf(terms.scenario, parameters);
    if (streamer === undefined || !commands.some(isUse)) return none;
    return this.all(campaign, streamer).filter(
      ({ closedAt }) => closedAt === null || now < settledFrom(closedAt),
    );
  }

  /** From when on a stream's rewards are paid; undefined while it is open, and the reward waits. */
  paysFrom(stream: StreamId, reward: RewardId): Instant | undefined {
    const from = this.closings.get(stream);
    if (from === undefined) {
      const rewards = this.waiting.get(stream) ?? [];
      rewards.push(reward);
      this.waiting.set(stream, rewards);
    }
    return from;
  }

  private all(campaign: CampaignId, streamer: string): Stream[] {
    return this.of.get(keyOf(campaign, streamer)) ?? [];
  }
}

function keyOf(campaign: CampaignId, streamer: string): string {
  return `${campaign}/${streamer}`;
}
