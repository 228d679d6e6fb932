import type { SubjectId } from '../../domain/ids.ts';
import { streamTermsOf } from '../../domain/stream/stream.ts';
import { plus } from '../../domain/time.ts';
import type { World } from './world.ts';

const streamMs = 24 * 3_600_000;

/**
 * What a made-up holder's code carries where codes belong to streamers: each is one, and is live around the clock
 * from their first code on, in a stream a day.
 */
export function goLive(world: World, holder: SubjectId): Readonly<Record<string, string>> {
  const terms = streamTermsOf(world.campaign.terms.scenario);
  if (terms === undefined) return {};
  const { simulation, id: campaign } = world;
  const who = { campaign, streamer: holder };
  const begin = (): void => {
    world.agenda.plan(plus(world.now, streamMs), () => {
      simulation.streaming.close({ ...who, now: world.now });
      if (world.isOver()) return;
      simulation.streaming.open({ ...who, now: world.now });
      begin();
    });
  };
  if (simulation.streaming.open({ ...who, now: world.now }) === null) begin();
  return { [terms.streamer]: holder };
}
