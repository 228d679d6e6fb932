interface Pack {
  sum: number;
  readonly indexes: number[];
}

/**
 * Puts amounts into few sums, none of them above `most` but where one amount is by itself: best fit, the
 * largest amounts first, which takes at most 11/9 of the least that would do, and one more. Returns which of
 * them each amount is in, from 0 on. Any two sums are more than `most` together, and the last is the smallest,
 * so that every other one is more than half of `most`.
 */
export function packAmounts(amounts: readonly number[], most: number): readonly number[] {
  const packs: Pack[] = [];
  for (const { amount, index } of largestFirst(amounts)) {
    const pack = fullestWithRoom(packs, most - amount);
    if (pack === undefined) packs.push({ sum: amount, indexes: [index] });
    else {
      pack.sum += amount;
      pack.indexes.push(index);
    }
  }
  packs.sort((a, b) => b.sum - a.sum);
  const packed = amounts.map(() => 0);
  packs.forEach(({ indexes }, at) => {
    for (const index of indexes) packed[index] = at;
  });
  return packed;
}

function largestFirst(amounts: readonly number[]): { amount: number; index: number }[] {
  const all = amounts.map((amount, index) => ({ amount, index }));
  return all.sort((a, b) => b.amount - a.amount || a.index - b.index);
}

function fullestWithRoom(packs: readonly Pack[], sumMax: number): Pack | undefined {
  let fullest: Pack | undefined;
  for (const pack of packs) {
    if (pack.sum <= sumMax && (fullest === undefined || pack.sum > fullest.sum)) fullest = pack;
  }
  return fullest;
}
