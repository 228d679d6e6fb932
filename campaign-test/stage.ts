import { assert } from '../domain/assert.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { Rejection } from '../domain/code/rejection.ts';
import type { RedemptionRow, ReviewRow } from '../domain/commit/rows.ts';
import type { CodeId, OpId, RowId, SubjectId } from '../domain/ids.ts';
import { identitiesOf } from '../domain/policy/ties.ts';
import { plus, type Instant } from '../domain/time.ts';
import type { Issue } from '../simulate/asked.ts';
import { refusedIssue, versionFor } from '../simulate/issuing.ts';
import { enter, entryOf, sendPassword } from '../simulate/entries/enter.ts';
import type { MemoryCampaign } from '../simulate/memory-store.ts';
import type { Payable, ProviderAnswer, VirtualProvider } from '../simulate/payout.ts';
import { Simulation } from '../simulate/simulation.ts';
import type { Act, Person } from './case.ts';
import { commandOf, type AsideAct, type SentAct } from './command-of.ts';
import { giveAwards, isOfAwards } from './give-awards.ts';
import type { ProviderText } from './schema/file.ts';
import { isOfPoints, spendPoints } from './spend-points.ts';

const none = 'none' as RowId;

/** What a test is played with; the campaign is published at `now`. */
export interface Staging {
  readonly campaign: MemoryCampaign;
  readonly now: Instant;
  readonly people: ReadonlyMap<string, Person>;
  readonly provider: ProviderText;
}

/** Who has published the campaign of a test. */
const publisher = 'usher-test';

/** Where one test is played: a simulation of its own, with names for its people and codes. */
export class TestStage {
  readonly simulation: Simulation;
  /** The name of each line of codes, by its first code. */
  private readonly names = new Map<CodeId, string>();
  private readonly campaign: MemoryCampaign;
  private readonly people: ReadonlyMap<string, Person>;
  private readonly codes = new Map<string, CodeId>();
  private operations = 0;

  constructor({ campaign, now, people, provider }: Staging) {
    this.campaign = campaign;
    this.people = people;
    this.simulation = new Simulation(now, {
      provider: toldProvider(provider),
      publishedBy: publisher,
    });
    this.simulation.publish(campaign);
  }

  /** Plays one act, and pays what falls due by it at once. Undefined for what has no outcome, and where a code is issued. */
  async play(act: Exclude<Act, AsideAct>): Promise<Outcome | undefined> {
    const outcome = await this.perform(act);
    await this.simulation.advanceTo(this.simulation.now);
    return outcome;
  }

  /**
   * A streamer goes live, their stream ends, somebody decides about a batch, or has points reserved or spent; null
   * where that is done.
   */
  async doAside(act: AsideAct): Promise<Rejection | null> {
    const { now } = this.simulation;
    const refused = this.doNow(act, now);
    await this.simulation.advanceTo(now);
    return refused;
  }

  private doNow(act: AsideAct, now: Instant): Rejection | null {
    const { streaming, batches, store } = this.simulation;
    if (isOfPoints(act)) return spendPoints(store.points, act, { ...this.campaign, now });
    const { campaign } = this.campaign.terms;
    if (isOfAwards(act)) return giveAwards(this.simulation.awards, act, { campaign, now });
    if (act.do === 'sendPassword') return this.sendPassword(act, now);
    if (act.do === 'decideBatch') {
      const { batch: number, decision, actor } = act;
      return batches.decide({ number, decision, actor }, now);
    }
    const who = { campaign, streamer: act.by, now };
    return act.do === 'openStream' ? streaming.open(who) : streaming.close(who);
  }

  private sendPassword(act: AsideAct & { readonly do: 'sendPassword' }, now: Instant) {
    const by = act.by as SubjectId;
    const { phone } = this.people.get(by)?.origin ?? {};
    const { operation } = act;
    const code = this.codes.get(act.of);
    assert(code !== undefined, `${act.of} has a code`);
    return sendPassword(this.simulation.store, { code, by, phone, operation, now });
  }

  /** `ann/2`: a code's name and generation. */
  nameOf(code: CodeId): string {
    const row = this.simulation.store.code(code);
    return `${this.names.get(row.lineage) ?? row.holder}/${row.state.generation}`;
  }

  /** The code that was issued under a name. */
  issuedAs(save: string): CodeId | undefined {
    return this.codes.get(save);
  }

  /** The terms of a code that is asked for now. */
  termsFor(act: Act & { readonly do: 'issue' }): Terms {
    return versionFor(this.simulation.store, this.issueOf(act)).terms;
  }

  /** The code that an act is about. */
  codeOf(act: SentAct): CodeId {
    const redemption = 'by' in act ? this.latestRedemptionOf(act.by) : undefined;
    if (act.do !== 'verify' && redemption !== undefined && !mayBeNew(act)) return redemption.code;
    const named = 'of' in act && act.of !== undefined ? this.codes.get(act.of) : undefined;
    const [first] = this.simulation.store.codes.keys();
    const code = named ?? first;
    assert(code !== undefined, 'a code was issued before anything is asked of one');
    return code;
  }

  private async perform(act: Exclude<Act, AsideAct>): Promise<Outcome | undefined> {
    const { simulation } = this;
    switch (act.do) {
      case 'issue':
        return this.issue(act);
      case 'open': {
        const code = this.codes.get(act.of);
        assert(code !== undefined, `${act.of} has a code`);
        const isNew = this.people.get(act.by)?.existingCustomer !== true;
        await simulation.open(code, { visitor: act.by as SubjectId, share: act.share, isNew });
        return undefined;
      }
      case 'wait':
        await simulation.advanceTo(plus(simulation.now, act.for));
        return undefined;
      default:
        return this.send(act);
    }
  }

  private async send(act: SentAct): Promise<Outcome> {
    const { simulation } = this;
    this.operations += 1;
    const redemption = 'by' in act ? this.latestRedemptionOf(act.by) : undefined;
    const code = this.codeOf(act);
    const { holder } = simulation.store.code(code);
    const told = act.do === 'verify' && act.by === '' ? { ...act, by: holder } : act;
    const command = commandOf(told, {
      opId: `step-${this.operations}` as OpId,
      now: simulation.now,
      person: 'by' in told ? this.people.get(told.by) : undefined,
      redemption: redemption?.id ?? none,
      review: (redemption && this.reviewOf(redemption.id)?.id) ?? none,
    });
    const { store, now } = simulation;
    const entry = entryOf(store.campaignOf(store.code(code)).terms, command, isWrong(act));
    if (entry === undefined) return simulation.send(code, command);
    const entered = await enter(store, { code, ...entry, now });
    return entered.goesOn ? simulation.send(code, entered.command) : entered.outcome;
  }

  /** Undefined where the code is issued. */
  private async issue(act: Act & { readonly do: 'issue' }): Promise<Rejection | undefined> {
    const { simulation } = this;
    const issue = this.issueOf(act);
    const refused = refusedIssue(simulation.store, issue, simulation.now);
    if (refused !== null) return refused;
    const code = await simulation.issue(issue);
    this.codes.set(act.save, code);
    this.bring(act.of as SubjectId);
    const { lineage } = this.simulation.store.code(code);
    if (!this.names.has(lineage)) this.names.set(lineage, this.freshName(act.save));
    return undefined;
  }

  private issueOf({ of, channel, segment, parameters }: Act & { readonly do: 'issue' }): Issue {
    const { campaign } = this.campaign.terms;
    const { variant } = this.people.get(of) ?? {};
    const issue = { campaign, holder: of as SubjectId, variant, segment, parameters };
    return channel === undefined ? issue : { ...issue, channel };
  }

  /** What a holder is known by, as the client says when a code is issued. */
  private bring(subject: SubjectId): void {
    const { parties } = this.simulation.store;
    const { origin = {}, certified = [] } = this.people.get(subject) ?? {};
    for (const identity of identitiesOf(origin)) parties.tie({ identity, subject });
    for (const list of certified) parties.certify(subject, list);
  }

  /** A second code that nobody named apart is `ann-2`. */
  private freshName(save: string): string {
    const taken = [...this.names.values()];
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? save : `${save}-${count}`;
      if (!taken.includes(name)) return name;
    }
  }

  private latestRedemptionOf(invitee: string): RedemptionRow | undefined {
    const { store } = this.simulation;
    const last = store.redemptionsOf.of(this.campaign.terms.campaign, invitee as SubjectId).at(-1);
    return last === undefined ? undefined : store.redemptions.get(last);
  }

  private reviewOf(redemption: RowId): ReviewRow | undefined {
    return [...this.simulation.store.reviews.values()].findLast(
      (row) => row.redemption === redemption,
    );
  }
}

function isWrong(act: SentAct): boolean {
  return 'password' in act && act.password === 'wrong';
}

/** Whether an act needs no redemption from before. */
function mayBeNew(act: SentAct): boolean {
  return act.do === 'redeem' || act.do === 'reserve';
}

/** A provider that says what the first line that fits a payout says. */
function toldProvider(lines: ProviderText): VirtualProvider {
  return (row, attempt) => {
    const line = lines.find(({ to, reward }) => fits(row, to, reward));
    return line?.answers[attempt - 1] ?? line?.answers.at(-1) ?? ('paid' satisfies ProviderAnswer);
  };
}

function fits(row: Payable, to: string | undefined, reward: string | undefined): boolean {
  return (to ?? row.beneficiary) === row.beneficiary && (reward ?? row.reward) === row.reward;
}
