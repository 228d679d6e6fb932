/** What one class of answers took, in milliseconds. */
export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** Of one value; the unbiased estimate. */
  readonly variance: number;
}

/** Count, mean and variance of at least two values. */
export function sampleOf(values: readonly number[]): Sample {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, variance: squares / (count - 1) };
}

/**
 * Welch's t of two samples: how many standard errors their means are apart. Beyond 4.5 in size, chance is ruled
 * out for all practical purposes: two samples of one kind come there once in 150,000 times.
 */
export function welch(one: Sample, other: Sample): number {
  const error = Math.sqrt(one.variance / one.count + other.variance / other.count);
  return (one.mean - other.mean) / error;
}
