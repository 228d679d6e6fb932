/** The two-sided 95 % point of the normal distribution. */
const z = 1.959964;

/** A range that a true share lies in, with 95 % confidence. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The share of `hits` in `tries`, with Wilson's score interval (E. B. Wilson, 1927): right also where
 * all or none hit.
 */
export function wilson(hits: number, tries: number): ShareInterval {
  if (tries === 0) return { share: 0, low: 0, high: 1 };
  const share = hits / tries;
  const size = 1 + z ** 2 / tries;
  const middle = (share + z ** 2 / (2 * tries)) / size;
  const half = (z / size) * Math.sqrt((share * (1 - share)) / tries + z ** 2 / (4 * tries ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** How a figure came out over the repetitions. */
export interface Spread {
  readonly mean: number;
  /** Nine of ten repetitions lie from `low` to `high`. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / Math.max(1, sorted.length);
  return {
    mean,
    low: quantile(sorted, 0.05),
    median: quantile(sorted, 0.5),
    high: quantile(sorted, 0.95),
  };
}

/** Linear between neighbours: definition 7 of Hyndman and Fan (1996). */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return below + (above - below) * (place - Math.floor(place));
}
