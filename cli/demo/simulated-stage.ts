import { assert } from '../../domain/assert.ts';
import type { Command } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import type { CodeRow, EntryRow, RedemptionRow, ReviewRow } from '../../domain/commit/rows.ts';
import type { CodeId, OpId, SubjectId } from '../../domain/ids.ts';
import { parseDuration, plus } from '../../domain/time.ts';
import type { MemoryCampaign } from '../../simulate/memory-store.ts';
import { Simulation } from '../../simulate/simulation.ts';
import { commandOf } from './command-of.ts';
import { countsOf, type Act, type Stage, type StoryState } from './story.ts';

/** Plays stories in the simulator: the same core, a virtual clock, tables in memory. */
export function simulatedStage(campaign: MemoryCampaign): Stage {
  const simulation = new Simulation(campaign.startsAt);
  simulation.publish(campaign);
  const codes = new Map<string, CodeId>();
  let operations = 0;
  const codeOf = (holder: string): CodeId => {
    const code = codes.get(holder);
    assert(code !== undefined, `${holder} has no code`);
    return code;
  };
  return {
    read: () => Promise.resolve(readSimulation(simulation)),
    play: async (act) => {
      operations += 1;
      const opId = `story-${String(operations)}` as OpId;
      if (act.do === 'issue') codes.set(act.of, await issue(simulation, campaign, act));
      else if (act.do === 'wait') await wait(simulation, act.for);
      else if (act.do === 'open') {
        const { share, isNew = false } = act;
        const visit = { visitor: act.by as SubjectId, share, isNew };
        await simulation.open(codeOf(act.of), visit);
      } else if (act.do === 'openStream' || act.do === 'closeStream') {
        return streamActed(simulation, campaign, act) ?? undefined;
      } else return perform(simulation, { act, opId, codeOf });
      return undefined;
    },
  };
}

async function issue(
  simulation: Simulation,
  campaign: MemoryCampaign,
  act: Act & { do: 'issue' },
): Promise<CodeId> {
  return simulation.issue({
    campaign: campaign.terms.campaign,
    holder: act.of as SubjectId,
    ...(act.channel === undefined ? {} : { channel: act.channel }),
    ...(act.parameters === undefined ? {} : { parameters: act.parameters }),
  });
}

function streamActed(
  { streaming, now }: Simulation,
  campaign: MemoryCampaign,
  act: Act & { do: 'openStream' | 'closeStream' },
): Rejection | null {
  const who = { campaign: campaign.terms.campaign, streamer: act.by, now };
  return act.do === 'openStream' ? streaming.open(who) : streaming.close(who);
}

async function wait(simulation: Simulation, text: string): Promise<void> {
  const ms = parseDuration(text);
  assert(ms !== undefined, `${text} is no duration`);
  await simulation.advanceTo(plus(simulation.now, ms));
}

async function perform(
  simulation: Simulation,
  playing: { act: Act; opId: OpId; codeOf: (holder: string) => CodeId },
): Promise<Outcome> {
  const { act, opId, codeOf } = playing;
  const redemption = 'by' in act ? simulation.store.redemptionOf(act.by as SubjectId) : undefined;
  const review = redemption && openReviewOf(simulation, redemption);
  const code = 'of' in act ? codeOf(act.of) : (redemption?.code ?? firstOf(simulation));
  const command: Command = commandOf(act, {
    ...{ opId, now: simulation.now },
    ...(redemption ? { redemption: redemption.id } : {}),
    ...(review ? { review: review.id } : {}),
  });
  return simulation.send(review?.code ?? code, command);
}

function openReviewOf({ store }: Simulation, { id, code }: RedemptionRow): ReviewRow | undefined {
  return (store.rows(code)?.reviews ?? [])
    .flatMap((review) => store.reviews.get(review) ?? [])
    .find(({ redemption, state }) => redemption === id && state === 'open');
}

function firstOf(simulation: Simulation): CodeId {
  const [first] = simulation.store.codes.keys();
  assert(first !== undefined, 'a code was issued');
  return first;
}

function readSimulation({ store }: Simulation): StoryState {
  const messages: Record<string, number> = {};
  for (const { template } of store.messages) messages[template] = (messages[template] ?? 0) + 1;
  return summarise({ codes: [...store.codes.values()], messages, entries: store.entries });
}

/** What a stage has stored, in whatever form. */
export interface Stored {
  readonly codes: readonly Pick<CodeRow, 'holder' | 'state'>[];
  readonly messages: StoryState['messages'];
  readonly entries: readonly Omit<EntryRow, 'reward' | 'at'>[];
}

/** States, balances and readable entries, however they were stored. */
export function summarise({ codes, messages, entries }: Stored): StoryState {
  const received: Record<string, Record<string, number>> = {};
  const held: Record<string, number> = {};
  const move = (account: string, asset: string, minor: number): void => {
    if (account.endsWith(':held')) held[asset] = (held[asset] ?? 0) + minor;
    if (!account.startsWith('person:')) return;
    const person = (received[account.slice('person:'.length)] ??= {});
    person[asset] = (person[asset] ?? 0) + minor;
  };
  for (const { source, destination, asset, minor } of entries) {
    move(source, asset, -minor);
    move(destination, asset, minor);
  }
  for (const [asset, minor] of Object.entries(held)) {
    if (minor === 0) Reflect.deleteProperty(held, asset);
  }
  const named = codes.map(({ holder, state }) => [`${holder}/${state.generation}`, state] as const);
  return {
    codes: Object.fromEntries(named.map(([name, { status }]) => [name, status])),
    counts: Object.fromEntries(named.map(([name, state]) => [name, countsOf(state)])),
    received,
    held,
    messages,
    entries: entries.map(entryInWords).sort(),
  };
}

/** Providers, batches and whoever publishes say in their own words why. */
function entryInWords(entry: Stored['entries'][number]): string {
  const { kind, source, destination, asset, minor, reason, actor } = entry;
  const why =
    kind === 'post' || kind === 'fund' ? '' : ` (${reason}${actor === null ? '' : `, ${actor}`})`;
  return `${kind} ${source} -> ${destination} ${minor} ${asset}${why}`;
}
