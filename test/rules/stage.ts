import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Command, MilestoneCommand, Part, UseCommand } from '../../domain/code/command.ts';
import type { CodeState } from '../../domain/code/state.ts';
import type { Outcome, RewardResult } from '../../domain/code/outcome.ts';
import type { CodeId, Digest, OpId, RowId, SubjectId } from '../../domain/ids.ts';
import type { RiskPolicy, RiskRule } from '../../domain/policy/policy.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import type { MemoryCampaign } from '../../simulate/memory-store.ts';
import { Simulation } from '../../simulate/simulation.ts';
import type { SimulationOptions } from '../../simulate/watcher.ts';
import { freshOpId } from '../support/commands.ts';
import { noPolicy, redPacket, termsLike } from '../support/terms.ts';

/** A Monday, ten o'clock in Shanghai. */
export const start = instant(Date.UTC(2026, 0, 5, 2));
export const hour = 3_600_000;
const holder = 'ann' as SubjectId;
export const byHand = { actor: 'olga', reason: 'ticket 7' };

/** `start` and so many hours. */
export function after(hours: number): Instant {
  return plus(start, hours * hour);
}

/** One yuan to the inviter for each redemption, without caps. */
export function reward(changes: Partial<RewardTerms> = {}): RewardTerms {
  const when = { milestones: ['redeemed'], condition: null };
  return { ...redPacket, when, caps: [], ...changes };
}

/** A risk policy of these rules. */
export function policyOf(
  ...rules: readonly Pick<RiskRule, 'id' | 'when' | 'answer'>[]
): RiskPolicy {
  const titled = rules.map((rule) => ({ ...rule, title: rule.id }));
  return { ...noPolicy, id: 'tested', digest: 'policy-digest' as Digest, rules: titled };
}

/** The state of one stored reward in a few words. */
export type Booked = readonly [beneficiary: string, minor: number, state: string];

/** One campaign with Ann's code in the simulator, for tests of what is decided. */
export class Stage {
  readonly simulation: Simulation;
  readonly code: CodeId;

  private constructor(simulation: Simulation, code: CodeId) {
    this.simulation = simulation;
    this.code = code;
  }

  static async of(
    terms: Partial<Terms> = {},
    campaign: Partial<MemoryCampaign> = {},
    options: SimulationOptions = {},
  ): Promise<Stage> {
    const simulation = new Simulation(start, options);
    const whole = termsLike({ rewards: [reward()], ...terms });
    const { ends } = whole.period;
    simulation.publish({
      terms: whole,
      digest: 'd' as Digest,
      policy: noPolicy,
      status: 'open',
      startsAt: start,
      endsAt: ends.kind === 'after' ? plus(start, ends.ms) : null,
      ...campaign,
    });
    const code = await simulation.issue({ campaign: whole.campaign, holder });
    return new Stage(simulation, code);
  }

  async issue(to: string): Promise<CodeId> {
    const { campaign } = this.simulation.store.code(this.code);
    return this.simulation.issue({ campaign, holder: to as SubjectId });
  }

  /** Changes what operations say of the campaign. */
  change(changes: Partial<MemoryCampaign>): void {
    const { campaign: id } = this.simulation.store.code(this.code);
    const { campaigns } = this.simulation.store;
    campaigns.set(id, { ...this.simulation.store.campaign(id), ...changes });
  }

  /** Passes every deadline up to `start` and so many hours. */
  async at(hours: number): Promise<void> {
    await this.simulation.advanceTo(after(hours));
  }

  async send(command: Command, code: CodeId = this.code): Promise<Outcome> {
    return this.simulation.send(code, command);
  }

  async redeem(invitee: string, details: Partial<UseCommand> = {}): Promise<Outcome> {
    return this.send(use(invitee, details));
  }

  async reach(invitee: string, milestone: string, purchase?: number): Promise<Outcome> {
    const command: MilestoneCommand = {
      kind: 'milestone',
      opId: freshOpId(),
      invitee: invitee as SubjectId,
      milestone,
      ...(purchase === undefined ? {} : { purchaseAmountMinor: purchase }),
    };
    return this.send(command);
  }

  async close(kind: 'confirm' | 'release', redemption: RowId): Promise<Outcome> {
    return this.send({ kind, opId: freshOpId(), redemption });
  }

  async decide(decision: 'approve' | 'refuse', review: RowId): Promise<Outcome> {
    return this.send({ kind: 'decideReview', opId: freshOpId(), review, decision, ...byHand });
  }

  async operate(kind: 'revoke' | 'reset' | 'freeze' | 'unfreeze'): Promise<Outcome> {
    return this.send({ kind, opId: freshOpId(), ...byHand });
  }

  async reverse(id: string, part?: Part): Promise<Outcome> {
    const some = part === undefined ? {} : { part };
    return this.send({
      kind: 'reverse',
      opId: freshOpId(),
      reward: id as never,
      ...some,
      ...byHand,
    });
  }

  get state(): CodeState {
    return this.simulation.store.code(this.code).state;
  }

  get rewards(): readonly Booked[] {
    const rows = [...this.simulation.store.rewards.values()];
    return rows.map(({ beneficiary, minor, state }) => [beneficiary, minor, state]);
  }

  used(counter: string): number | undefined {
    const { campaign } = this.simulation.store.code(this.code);
    return this.simulation.store.counters.get(`${campaign}/${counter}`)?.used;
  }
}

/** A redemption by this person. */
export function use(invitee: string, details: Partial<UseCommand> = {}): UseCommand {
  return { kind: 'redeem', opId: freshOpId(), invitee: invitee as SubjectId, ...details };
}

/** What was granted, or why not, in the order of the terms. */
export function earned(outcome: Outcome): readonly (number | string)[] {
  if (!outcome.ok) return [outcome.code];
  return (outcome.rewards ?? []).map((one: RewardResult) =>
    one.granted ? one.minor : one.cap === undefined ? one.reason : `${one.reason}: ${one.cap}`,
  );
}

/** `ok` or the code of the refusal. */
export function word(outcome: Outcome): string {
  return outcome.ok ? 'ok' : outcome.code;
}

/** The redemption that an accepted command made or closed. */
export function redemptionOf(outcome: Outcome): RowId {
  if (!outcome.ok || outcome.redemption === undefined) throw new Error(word(outcome));
  return outcome.redemption;
}

/** The review that an accepted command opened. */
export function reviewOf(outcome: Outcome): RowId {
  if (!outcome.ok || outcome.review === undefined) throw new Error(word(outcome));
  return outcome.review;
}

/** An operation id. */
export function op(id: string): OpId {
  return id as OpId;
}
