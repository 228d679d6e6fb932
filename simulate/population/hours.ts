import { startOfDay } from '../../domain/calendar.ts';
import type { Population } from '../../domain/population/population.ts';
import { instant, type Instant } from '../../domain/time.ts';
import type { Random } from './random.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const triesMax = 100;

/** How busy people are from midnight on, hour by hour; the busiest hour is 1. */
const weights: Readonly<Record<Population['hours'], readonly number[]>> = {
  even: Array.from({ length: 24 }, () => 1),
  waking: [
    ...[0.15, 0.08, 0.04, 0.03, 0.03, 0.08, 0.25, 0.5, 0.7, 0.75, 0.8, 0.85],
    ...[0.95, 0.85, 0.75, 0.75, 0.75, 0.8, 0.85, 0.9, 1, 1, 0.8, 0.4],
  ],
  office: [
    ...[0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.05, 0.2, 0.6, 1, 1, 0.9],
    ...[0.6, 0.7, 0.95, 1, 0.95, 0.8, 0.4, 0.2, 0.15, 0.1, 0.08, 0.05],
  ],
  evening: [
    ...[0.4, 0.2, 0.1, 0.05, 0.03, 0.03, 0.08, 0.15, 0.2, 0.2, 0.2, 0.25],
    ...[0.35, 0.3, 0.25, 0.25, 0.3, 0.4, 0.6, 0.8, 0.95, 1, 1, 0.7],
  ],
};

/**
 * When people are busy, by the clock of a campaign as it stands at its start: summer time, which
 * moves a day by an hour, is left out.
 */
export class Hours {
  private readonly midnight: Instant;
  private readonly weights: readonly number[];

  constructor(hours: Population['hours'], start: Instant, timeZone: string) {
    this.midnight = startOfDay(start, timeZone);
    this.weights = weights[hours];
  }

  /** The first moment from `at` on at which somebody is busy, by thinning (Lewis and Shedler, 1979). */
  busyFrom(at: number, random: Random): Instant {
    let tried = at;
    for (let tries = 0; tries < triesMax; tries += 1) {
      const hour = Math.floor((((tried - this.midnight) % dayMs) + dayMs) / hourMs) % 24;
      if (random.chance(this.weights[hour] ?? 0)) break;
      tried += random.exponential(hourMs);
    }
    return instant(tried);
  }
}
