import { isDeepStrictEqual } from 'node:util';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Command, CorrectCommand } from '../../domain/code/command.ts';
import type { Outcome, RewardResult } from '../../domain/code/outcome.ts';
import type { CodeId, Digest, OpId, RewardId, RowId, SubjectId } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { instant } from '../../domain/time.ts';
import { Simulation } from '../../simulate/simulation.ts';
import type { Act, Step } from './acts.ts';
import { cast, type Asked } from './cast.ts';
import { compareAll } from './compare-all.ts';
import { endOfId, nameOfReward } from './grant.ts';
import { published, type Meaning } from './meaning.ts';
import { Model } from './model.ts';
import { Names } from './names.ts';
import type { Prediction } from './prediction.ts';
import { policyOf, termsOf } from './terms-of.ts';
import { edgesOf } from './world.ts';

/** Model and system say different things. */
class Disagreement extends Error {
  override readonly name = 'Disagreement';
}

/** Told of everything that a run reaches. */
export type Note = (what: string) => void;

/** A bug that is planted into the system: other terms than were promised, or another store. */
export interface Plant {
  readonly terms?: (terms: Terms) => Terms;
  readonly store?: (store: Simulation['store']) => void;
}

/** One answer of the system, with the system's ids, and the system after it. */
export interface Answered {
  readonly simulation: Simulation;
  readonly code: CodeId;
  readonly command: Command;
  readonly outcome: Outcome;
}

export interface Options {
  readonly note?: Note;
  readonly plant?: Plant;
  readonly watch?: (answered: Answered) => void;
}

/** Plays one sequence to the system and to the model, which must say the same all along. */
export async function play(
  meaning: Meaning,
  steps: readonly Step[],
  options: Options = {},
): Promise<void> {
  const run = new Run(meaning, options);
  await run.issue('ann', null);
  for (const [index, step] of steps.entries()) {
    const { act } = step;
    try {
      await run.wait(step);
      await run.play(act, `o${index}` as OpId);
    } catch (error) {
      const where = `step ${index} (${JSON.stringify(act)})`;
      throw new Disagreement(`${where}: ${String(error)}\n${run.story()}`);
    }
  }
  try {
    await run.end();
  } catch (error) {
    throw new Disagreement(`in the end: ${String(error)}\n${run.story()}`);
  }
}

class Run {
  private readonly heard: Heard[] = [];
  private readonly model: Model;
  private readonly simulation = new Simulation(instant(published));
  private readonly names = new Names();
  private readonly asked: Asked[] = [];
  private readonly terms: Terms;
  private readonly options: Options;

  constructor(meaning: Meaning, options: Options) {
    this.options = options;
    this.model = new Model(meaning);
    const terms = termsOf(meaning);
    this.terms = options.plant?.terms?.(terms) ?? terms;
    const { startsAt, endsAt } = this.model.world;
    this.simulation.publish({
      terms: this.terms,
      digest: 'model' as Digest,
      policy: policyOf(meaning),
      status: 'open',
      startsAt: instant(startsAt),
      endsAt: endsAt === null ? null : instant(endsAt),
    });
    options.plant?.store?.(this.store);
  }

  async wait({ waitMs, edge }: Step): Promise<void> {
    const { world } = this.model;
    const at = edge ? edgesOf(world)[edge.which] : undefined;
    const to = edge && at !== undefined ? at - edge.lessMs : world.now + waitMs;
    if (to === world.now) return;
    this.model.moveTo(to);
    await this.simulation.advanceTo(instant(to));
    this.nameSuccessors();
  }

  async issue(holder: string, channel: string | null): Promise<void> {
    const code = this.model.issue(holder, channel);
    const campaign = this.terms.campaign;
    const by = channel === null ? {} : { channel };
    const id = await this.simulation.issue({ campaign, holder: holder as SubjectId, ...by });
    this.names.bind('code', code.name, id);
    this.nameSuccessors();
  }

  async play(act: Act, opId: OpId): Promise<void> {
    switch (act.do) {
      case 'issue':
        return this.issue(act.holder, act.channel);
      case 'open':
        return this.open(act);
      case 'campaign':
        this.model.world.campaign = act.status;
        this.store.campaigns.set(this.terms.campaign, { ...this.campaign, status: act.status });
        return;
      case 'again':
        return this.again(act, opId);
      default: {
        const asked = cast(this.model.world, act, opId);
        this.asked.push(asked);
        return this.ask(asked);
      }
    }
  }

  /** Everything that is left to compare: codes, rewards, money. */
  async end(): Promise<void> {
    for (const code of this.model.world.codes) {
      await this.simulation.commit(this.names.id('code', code.name) as CodeId, []);
      this.model.wake(code);
    }
    for (const what of compareAll(this.model.world, this.store, this.names)) {
      this.options.note?.(what);
    }
  }

  /** The last few answers, for reading up. */
  story(): string {
    return this.heard.slice(-5).map(inWords).join('\n');
  }

  private get store(): Simulation['store'] {
    return this.simulation.store;
  }

  private get campaign(): ReturnType<Simulation['store']['campaign']> {
    return this.store.campaign(this.terms.campaign);
  }

  private async open(act: Act & { do: 'open' }): Promise<void> {
    const { world } = this.model;
    const code = world.codes[act.code % world.codes.length];
    if (!code) return;
    const { visitor, share, isNew } = act;
    const visit = { visitor: visitor as SubjectId, share, isNew };
    await this.simulation.open(this.names.id('code', code.name) as CodeId, visit);
    this.model.open(code, act);
  }

  private async again(act: Act & { do: 'again' }, opId: OpId): Promise<void> {
    const before = this.asked[act.which % Math.max(1, this.asked.length)];
    if (before === undefined) return;
    const { code, command } = before;
    if (!act.changed) return this.ask(before);
    const other = {
      kind: 'share',
      opId: command.opId,
      via: 'share-reported',
      share: opId,
    } as const;
    return this.ask({ code, command: other });
  }

  private async ask({ code, command }: Asked): Promise<void> {
    const { world } = this.model;
    if ('source' in command) {
      const { source } = command;
      world.requests.push({ source, at: world.now });
      const { requests } = this.store.parties;
      const party = partyKey('source', source);
      requests.set(party, [...(requests.get(party) ?? []), instant(world.now)]);
    }
    const id = this.names.id('code', code.name) as CodeId;
    const sent = this.inIds(command);
    const [outcome] = await this.simulation.commit(id, [sent]);
    const predicted = this.model.ask(code, command);
    this.heard.push({ at: world.now, code: code.name, command, predicted, outcome });
    if (outcome === undefined) throw new Disagreement('one command has one outcome');
    const said = this.names.inNames(outcome, predicted);
    if (!isDeepStrictEqual(said, predicted)) throw new Disagreement('the outcomes differ');
    const { note, watch } = this.options;
    if (note) noteOutcome(command, { predicted, outcome, note });
    watch?.({ simulation: this.simulation, code: id, command: sent, outcome });
  }

  private inIds(command: Command): Command {
    switch (command.kind) {
      case 'confirm':
      case 'release':
      case 'cancel':
      case 'reopen': {
        const redemption = this.names.idOr('redemption', command.redemption) as RowId;
        return { ...command, redemption };
      }
      case 'decideReview':
        return { ...command, review: this.names.idOr('review', command.review) as RowId };
      case 'reverse':
        return { ...command, reward: this.rewardId(command.reward) };
      default:
        return command;
    }
  }

  private rewardId(name: string): RewardId {
    const reward = this.model.world.rewards.find((one) => nameOfReward(one) === name);
    if (!reward) return name as RewardId;
    const redemption = this.names.id('redemption', reward.redemption.name);
    return `${redemption}/${endOfId(reward)}` as RewardId;
  }

  private nameSuccessors(): void {
    for (const code of this.model.world.codes) {
      if (this.names.has('code', code.name)) continue;
      const before = this.model.world.codes.find(({ successor }) => successor === code);
      const id = before && this.store.code(this.names.id('code', before.name) as CodeId).successor;
      if (!id) throw new Disagreement(`the system made no successor for ${code.name}`);
      this.names.bind('code', code.name, id);
    }
  }
}

interface Heard {
  readonly at: number;
  readonly code: string;
  readonly command: Command;
  readonly predicted: Prediction;
  readonly outcome: Outcome | undefined;
}

function inWords({ at, code, command, predicted, outcome }: Heard): string {
  const asked = `${new Date(at).toISOString()} ${code} ${JSON.stringify(command)}`;
  return `${asked}\n  model  ${JSON.stringify(predicted)}\n  system ${JSON.stringify(outcome)}`;
}

function noteOutcome(
  command: Command,
  said: { readonly predicted: Prediction; readonly outcome: Outcome; readonly note: Note },
): void {
  const { predicted, outcome, note } = said;
  note(`command ${command.kind}`);
  if (!predicted.ok) {
    note(`code ${predicted.code}`);
    return;
  }
  note('code ok');
  note(`status ${predicted.status}`);
  if (command.kind === 'cancel') note(`${takingOf(command)} ${predicted.takenBack?.length ?? 0}`);
  if (predicted.redemptionState !== undefined) note(`redemption ${predicted.redemptionState}`);
  for (const one of outcome.ok ? (outcome.rewards ?? []) : []) {
    note(one.granted ? `reward granted ${one.state}` : `reward ${one.reason}`);
    if (one.granted) note(`earned ${basisOf(one)}`);
  }
}

/** What a cancellation has taken rewards by, for counting how many. */
function takingOf({ refund }: CorrectCommand): string {
  return refund === undefined ? 'cancelled' : 'refunded';
}

function basisOf({ purchases, purchase, invitees }: RewardResult & { granted: true }): string {
  if (purchases !== undefined) return 'by a sum of purchases';
  if (purchase !== undefined) return 'by a purchase';
  return invitees === undefined ? 'otherwise' : 'by a number of invitees';
}
