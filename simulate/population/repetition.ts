import { startOfDay } from '../../domain/calendar.ts';
import { dearestCase } from '../../domain/campaign/dearest-case.ts';
import { together } from '../../domain/campaign/together.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { attackKinds, type Population } from '../../domain/population/population.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import type { MemoryCampaign, MemoryVariants, Remembers } from '../memory-store.ts';
import { Simulation } from '../simulation.ts';
import { Agenda } from './agenda.ts';
import { arrivalsByDay } from './arrivals.ts';
import { attack } from './attacker.ts';
import { dueDays, lastDue, markDays } from './due-days.ts';
import type { Figures } from './figures.ts';
import { Hours } from './hours.ts';
import { invite } from './inviter.ts';
import { LiabilityBook } from './liability-book.ts';
import { Recorder } from './recorder.ts';
import { World } from './world.ts';

const dayMs = 86_400_000;
/** A Monday; campaigns that start on publishing start then, so that a seed says everything. */
const publishedOn = instant(Date.UTC(2027, 0, 4, 12));
/** Days to play where a campaign has no end. */
const endlessDays = 90;
/** Payout batches run weekly, and some need a day or two more. */
const batchDays = 9;
const tailDaysMax = 400;

/** Everything that a simulation depends on. Plain data: it travels between threads. */
export interface Plan {
  readonly terms: Terms;
  readonly digest: Digest;
  readonly policy: RiskPolicy;
  readonly variants?: MemoryVariants | undefined;
  readonly population: Population;
  readonly seed: number;
  /** Days on which people come; null is as long as the campaign runs. */
  readonly days: number | null;
}

/** When a plan's campaign runs, and how many days are played: with people, and in all. */
export interface Span {
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  readonly days: number;
  readonly daysInAll: number;
}

export function spanOf(plan: Pick<Plan, 'terms' | 'days' | 'variants'>): Span {
  const { days: wanted } = plan;
  const terms = together(plan.terms, variantTerms(plan));
  const { starts, ends, timeZone } = terms.period;
  const startsAt = starts.kind === 'at' ? starts.at : startOfDay(publishedOn, timeZone);
  const endsAt =
    ends.kind === 'never' ? null : ends.kind === 'at' ? ends.at : plus(startsAt, ends.ms);
  const own = endsAt === null ? endlessDays : Math.max(1, Math.ceil((endsAt - startsAt) / dayMs));
  const days = wanted ?? own;
  const holdMs = Math.max(0, ...terms.rewards.map(({ payout }) => payout.holdMs));
  const { lifetime, extension, settleForMs } = terms.validity;
  const lifeMs = lifetime.kind === 'for' ? Math.max(lifetime.ms, extension?.upToMs ?? 0) : 0;
  const tail = Math.ceil((settleForMs + holdMs + lifeMs) / dayMs) + batchDays;
  // Where people stop coming before the campaign ends, what waits for its end is still played.
  const last = endsAt === null ? days : Math.max(days, own);
  return { startsAt, endsAt, days, daysInAll: last + Math.min(tail, tailDaysMax) };
}

/**
 * Plays a campaign's whole life once. The same plan and repetition give the same figures, whatever of
 * the past is remembered.
 */
export async function playRepetition(
  plan: Plan,
  repetition: number,
  remembers: Remembers = 'open',
): Promise<Figures> {
  const { terms, population } = plan;
  const span = spanOf(plan);
  const { startsAt, daysInAll } = span;
  const whole = dearestCase(terms, variantTerms(plan));
  const all = together(terms, variantTerms(plan));
  const end = instant(startsAt + daysInAll * dayMs + 1);
  const due = dueDays(markDays(span.days), lastDue(all, startsAt, end));
  const book = new LiabilityBook(startsAt, due, whole);
  const watcher = {
    committed: (...written: Parameters<Recorder['committed']>) => recorder.committed(...written),
    posted: (...written: Parameters<Recorder['posted']>) => recorder.posted(...written),
  };
  const simulation = new Simulation(startsAt, { remembers, watcher });
  simulation.store.draws.seed = plan.seed * 31 + repetition;
  const { milestones } = terms;
  const { rewards } = all;
  const recorder = new Recorder(simulation.store, {
    ...{
      repetition,
      startsAt,
      days: daysInAll,
      rewards,
      milestones,
      book,
      dueDays: due,
      variants: variantTerms(plan),
    },
  });
  const campaign: MemoryCampaign = { ...plan, status: 'open', startsAt, endsAt: span.endsAt };
  simulation.publish(campaign);
  const agenda = new Agenda();
  const hours = new Hours(population.hours, startsAt, terms.period.timeZone);
  const seeds = [plan.seed, repetition];
  const world = new World({ simulation, campaign, population, agenda, hours, recorder, seeds });
  planSamples(world, { span, terms: all }, book);
  planArrivals(world, span);
  for (let act = agenda.next(end); act !== undefined; act = agenda.next(end)) {
    await simulation.advanceTo(act.at);
    await act.play();
  }
  return recorder.figures;
}

/** The terms of a plan's variants. */
export function variantTerms({ variants }: Pick<Plan, 'variants'>): readonly Terms[] {
  return [...(variants?.values() ?? [])].map(({ terms }) => terms);
}

/** At the end of each day. */
function planSamples(
  { agenda, simulation, recorder }: World,
  { span, terms }: { readonly span: Span; readonly terms: Terms },
  book: LiabilityBook,
): void {
  const { store } = simulation;
  for (const day of markDays(span.days)) {
    agenda.plan(plus(span.startsAt, day * dayMs), () => {
      book.mark(store, terms, day);
    });
  }
  for (let day = 1; day <= span.daysInAll; day += 1) {
    agenda.plan(plus(span.startsAt, day * dayMs), () => {
      recorder.figures.openCodes.push(store.openCodes);
    });
  }
}

/** Each morning, those who will come that day are planned. */
function planArrivals(world: World, { startsAt, days }: Span): void {
  const { people, arrivals } = world.population;
  let number = 0;
  for (const [day, count] of arrivalsByDay(arrivals, people, days).entries()) {
    const first = number + 1;
    number += count;
    const morning = plus(startsAt, day * dayMs);
    world.agenda.plan(morning, () => {
      for (let person = first; person < first + count; person += 1) arrive(world, person, morning);
    });
  }
}

function arrive(world: World, person: number, morning: Instant): void {
  const random = world.random(person, 0);
  const at = world.hours.busyFrom(morning + random.next() * dayMs, random);
  const { attackers } = world.population;
  let die = random.next();
  for (const kind of attackKinds) {
    die -= attackers[kind].share;
    if (die >= 0) continue;
    world.agenda.plan(at, () => attack(world, kind, [person]));
    return;
  }
  world.agenda.plan(at, () => invite(world, [person]));
}
