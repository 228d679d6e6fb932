/** Beyond it sums are no longer exact, so it is called unbounded. */
const largest = Number.MAX_SAFE_INTEGER;

/** So many times so much; null where one is without end, unless the other is none. */
export function multiply(one: number | null, other: number | null): number | null {
  if (one === 0 || other === 0) return 0;
  const all = one === null || other === null ? null : one * other;
  return all === null || all > largest ? null : all;
}

/** All of them together; null where one is, or where sums are no longer exact. */
export function sum(parts: readonly (number | null)[]): number | null {
  const total = parts.reduce<number | null>(
    (all, part) => (all === null || part === null ? null : all + part),
    0,
  );
  return total === null || total > largest ? null : total;
}

/** Whether one is less than another; null is more than anything. */
export function isLess(one: number | null, other: number | null): boolean {
  return one !== null && (other === null || one < other);
}
