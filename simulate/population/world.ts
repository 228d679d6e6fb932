import { borderTermsOf, ruleOf } from '../../domain/campaign/scenario.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { Report } from '../../domain/commit/report.ts';
import type { CampaignId, CodeId, OpId, SourceId, SubjectId } from '../../domain/ids.ts';
import type { Population } from '../../domain/population/population.ts';
import type { Instant } from '../../domain/time.ts';
import { forgetPerson } from '../forget.ts';
import type { MemoryCampaign } from '../memory-store.ts';
import type { Simulation } from '../simulation.ts';
import type { Agenda } from './agenda.ts';
import type { Hours } from './hours.ts';
import { journeyOf } from './journey.ts';
import { kindOf, pathOf, sourceId } from './names.ts';
import { goLive } from './streamers.ts';
import { Random } from './random.ts';
import type { Recorder } from './recorder.ts';
import { carriedBy, regionOf } from './whereabouts.ts';

const verifiedForMs = 24 * 3_600_000;
/** Sets the dice of a verification apart from those of a person's other deeds. */
const stepOfVerifying = 1_000_003;
/** Sets the dice of a person's segment apart in the same way. */
const stepOfSegment = 1_000_033;
/** And those of where they are, and of what their codes carry. */
const stepOfRegion = 1_000_037;
const stepOfParameters = 1_000_039;
const peopleANetwork = 3;
/** So many times the people who came by themselves may ask for a code in all. */
const growthMax = 10;

/** One who redeems. */
export interface Invitee {
  readonly id: SubjectId;
  readonly source: SourceId;
  readonly channel: string | undefined;
  readonly existing: boolean;
}

export interface WorldParts {
  readonly simulation: Simulation;
  readonly campaign: MemoryCampaign;
  readonly population: Population;
  readonly agenda: Agenda;
  readonly hours: Hours;
  readonly recorder: Recorder;
  /** The seed of the whole, and which repetition this is. */
  readonly seeds: readonly number[];
}

/** Everything that made-up people act upon. */
export class World {
  readonly simulation: Simulation;
  readonly campaign: MemoryCampaign;
  readonly population: Population;
  readonly agenda: Agenda;
  readonly hours: Hours;
  readonly recorder: Recorder;
  /** What somebody who goes on reaches, one after the other. */
  readonly journey: readonly string[];
  private readonly seeds: readonly number[];
  private readonly refusedVerification = new Map<SubjectId, Instant>();
  private operations = 0;
  private people = 0;

  constructor(parts: WorldParts) {
    this.simulation = parts.simulation;
    this.campaign = parts.campaign;
    this.population = parts.population;
    this.agenda = parts.agenda;
    this.hours = parts.hours;
    this.recorder = parts.recorder;
    this.journey = journeyOf(parts.campaign.terms);
    this.seeds = parts.seeds;
  }

  get id(): CampaignId {
    return this.campaign.terms.campaign;
  }

  get now(): Instant {
    return this.simulation.now;
  }

  random(...numbers: readonly number[]): Random {
    return new Random(...this.seeds, ...numbers);
  }

  /** A network that somebody comes from; a few people share one. */
  network(random: Random): SourceId {
    const { people, inviters } = this.population;
    const visitors = people * Math.max(1, inviters.shares * inviters.reach);
    return sourceId('w', random.below(Math.ceil(visitors / peopleANetwork)));
  }

  /** Lets one more person ask for a code; false once a population has grown out of all proportion. */
  admit(): boolean {
    this.people += 1;
    return this.people <= growthMax * this.population.people;
  }

  opId(): OpId {
    this.operations += 1;
    return `o${String(this.operations)}` as OpId;
  }

  /** One of the campaign's channels, as people use them. */
  channel(random: Random): string | undefined {
    const { channels } = this.campaign.terms.code;
    const said = this.population.channels;
    const weighted = channels.map((one) => [one, said[one] ?? 0] as const);
    const isSaid = weighted.some(([, weight]) => weight > 0);
    return random.pick(isSaid ? weighted : channels.map((one) => [one, 1] as const));
  }

  /** The holder's code; undefined when the campaign has as many open ones as it allows. */
  async codeOf(holder: SubjectId, channel: string | undefined): Promise<CodeId | undefined> {
    const { simulation, recorder } = this;
    const { liveCodesMax, perPerson } = this.campaign.terms.code;
    const open = simulation.openCodesOf(this.id, holder);
    const isNew = open.length < perPerson;
    if (!isNew || open.length > 0) return open.at(-1);
    if (this.isOver() || simulation.store.openCodes >= liveCodesMax) {
      if (!this.isOver()) recorder.figures.codesRefused += 1;
      return undefined;
    }
    const segment = this.segmentOf(holder);
    const by = channel === undefined ? {} : { channel };
    const dice = this.random(...pathOf(holder), stepOfParameters);
    const carried = carriedBy(this.campaign.terms, this.population, dice);
    const parameters = { ...carried, ...goLive(this, holder) };
    return simulation.issue({ campaign: this.id, holder, segment, parameters, ...by });
  }

  /** The segment that somebody is in for good; undefined for those who are in none. */
  private segmentOf(holder: SubjectId): string | undefined {
    const shares = Object.entries(this.population.segments);
    if (shares.length === 0) return undefined;
    let die = this.random(...pathOf(holder), stepOfSegment).next();
    return shares.find(([, share]) => (die -= share) < 0)?.[0];
  }

  isOver(): boolean {
    const { endsAt } = this.campaign;
    return endsAt !== null && this.now >= endsAt;
  }

  /**
   * Somebody redeems. Where a verification of the holder, or by their region of the invitee, is asked
   * for, they pass it or not, and what was asked is asked again once.
   */
  async redeem(code: CodeId, holder: SubjectId, invitee: Invitee): Promise<Outcome> {
    const first = await this.redeemOnce(code, invitee);
    this.recorder.tried(kindOf(invitee.id), first, true);
    if (first.ok || first.code !== 'VERIFICATION_REQUIRED') return first;
    const { check = 'check' } = first;
    const asked = this.checkOf(this.regionOf(invitee.id)) === check ? invitee.id : holder;
    if (!(await this.passes(code, asked, check))) return first;
    const second = await this.redeemOnce(code, invitee);
    this.recorder.tried(kindOf(invitee.id), second, false);
    return second;
  }

  async milestone(
    code: CodeId,
    invitee: SubjectId,
    { milestone, minor, properties }: Omit<Report, 'at'>,
  ): Promise<Outcome> {
    return this.simulation.send(code, {
      kind: 'milestone',
      opId: this.opId(),
      invitee,
      milestone,
      ...(minor === undefined ? {} : { purchaseAmountMinor: minor }),
      ...(properties === undefined ? {} : { properties }),
    });
  }

  /** This person does nothing more. */
  leave(person: SubjectId): void {
    const { store } = this.simulation;
    if (store.remembers === 'open') forgetPerson(store, this.id, person);
  }

  /** One try to redeem, with all that a service says of who tries. */
  redeemOnce(code: CodeId, { id, source, channel, existing }: Invitee): Outcome | Promise<Outcome> {
    const region = this.regionOf(id);
    return this.simulation.send(code, {
      kind: 'redeem',
      opId: this.opId(),
      invitee: id,
      source,
      ...(region === undefined ? {} : { region }),
      ...(channel === undefined ? {} : { channel }),
      ...(existing ? { existingCustomer: true } : {}),
    });
  }

  private regionOf(person: SubjectId): string | undefined {
    const dice = (): Random => this.random(...pathOf(person), stepOfRegion);
    return regionOf(this.campaign.terms, this.population, dice);
  }

  /** The check that a region asks of invitees. */
  private checkOf(region: string | undefined): string | undefined {
    const border = borderTermsOf(this.campaign.terms.scenario);
    return border && region && ruleOf(border, region)?.verification;
  }

  /** Nobody is asked twice a day whether they would not rather show their face. */
  private async passes(code: CodeId, subject: SubjectId, check: string): Promise<boolean> {
    const refused = this.refusedVerification.get(subject);
    if (refused !== undefined && this.now < refused + verifiedForMs) return false;
    const { inviters, attackers } = this.population;
    const verified = kindOf(subject) === 'honest' ? inviters.verified : attackers.verified;
    const day = this.recorder.dayOf(this.now);
    if (!this.random(...pathOf(subject), stepOfVerifying, day).chance(verified)) {
      this.refusedVerification.set(subject, this.now);
      return false;
    }
    const result = 'passed';
    await this.simulation.send(code, {
      ...{ kind: 'verify', opId: this.opId(), subject, check, result },
    });
    return true;
  }
}
