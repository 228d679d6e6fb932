/**
 * Puts amounts into as few sums as will do, none of them above `most` but where one amount is by itself.
 * Returns which of them each amount is in, from 0 on. The largest go first, so that every sum but the last is
 * more than half of `most`.
 */
export function packAmounts(amounts: readonly number[], most: number): readonly number[] {
  const order = amounts.map((_, index) => index);
  order.sort((a, b) => (amounts[b] ?? 0) - (amounts[a] ?? 0) || a - b);
  const packed = amounts.map(() => 0);
  let sum = 0;
  let pack = 0;
  for (const index of order) {
    const amount = amounts[index] ?? 0;
    if (sum > 0 && sum + amount > most) {
      pack += 1;
      sum = 0;
    }
    packed[index] = pack;
    sum += amount;
  }
  return packed;
}
