/** How much of a code may be unreadable: about 7, 15, 25 or 30 of a hundred. */
export const corrections = ['L', 'M', 'Q', 'H'] as const;
export type Correction = (typeof corrections)[number];

/** Those under which a logo may stand. */
export type LogoCorrection = Extract<Correction, 'Q' | 'H'>;

/** By version from 1 on, of ISO/IEC 18004's table 9: how many blocks, and check bytes in each. */
const table: Readonly<
  Record<LogoCorrection, { blocks: readonly number[]; each: readonly number[] }>
> = {
  Q: {
    blocks: [
      1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34,
      34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
    ],
    each: [
      13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30,
      30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
  },
  H: {
    blocks: [
      1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37,
      40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
    ],
    each: [
      17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30,
      30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    ],
  },
};

/** How the bytes of a code are spread over its blocks, each of which is restored by itself. */
export interface Blocks {
  /** Of each byte, in the order in which they are drawn, its block. */
  readonly blockOf: readonly number[];
  /** Wrong bytes that one block restores. */
  readonly restores: number;
}

/** The blocks of a code of so many bytes, check bytes among them. */
export function blocksOf(version: number, correction: LogoCorrection, bytes: number): Blocks {
  const { blocks, each } = table[correction];
  const count = blocks[version - 1] ?? 1;
  const check = each[version - 1] ?? 0;
  const short = count - (bytes % count);
  const data = Math.floor(bytes / count) - check;
  const all = Array.from({ length: count }, (_, block) => block);
  const longer = all.slice(short);
  const rounds = (times: number): number[] => Array.from({ length: times }, () => all).flat();
  return {
    blockOf: [...rounds(data), ...(short < count ? longer : []), ...rounds(check)],
    restores: Math.floor(check / 2),
  };
}
