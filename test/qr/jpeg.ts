import type { Grey } from './pictures.ts';
import { pixelOf } from './pictures.ts';

/** Of ISO/IEC 10918-1, annex K: the order of a block's frequencies, and the table for brightness. */
const zigzag = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
  13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52,
  45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];
const brightness = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
/** All symbols with codes of eight bits: no file is small, and every one is right. */
const dcSymbols = Array.from({ length: 12 }, (_, size) => size);
const acSymbols = Array.from({ length: 16 }, (_, run) =>
  Array.from({ length: 10 }, (_, size) => run * 16 + size + 1),
)
  .flat()
  .concat([0x00, 0xf0]);

const cosines = Array.from({ length: 8 }, (_, x) =>
  Array.from({ length: 8 }, (_, u) => Math.cos(((2 * x + 1) * u * Math.PI) / 16)),
);

/** A baseline JPEG of a grey picture; `coarseness` 1 is the usual loss, more is worse. */
export function toJpeg(picture: Grey, coarseness = 1): Buffer {
  const steps = brightness.map((step) => Math.min(255, Math.max(1, Math.round(step * coarseness))));
  const { width, height } = picture;
  const frame = [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, [0, ...zigzag.map((at) => steps[at] ?? 1)]),
    segment(0xc0, frame),
    segment(0xc4, huffman(0x00, dcSymbols)),
    segment(0xc4, huffman(0x10, acSymbols)),
    segment(0xda, [1, 1, 0x00, 0, 63, 0]),
    scan(picture, steps),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, body: readonly number[]): Buffer {
  const length = body.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...body]);
}

function huffman(name: number, symbols: readonly number[]): number[] {
  const lengths = Array.from({ length: 16 }, (_, at) => (at === 7 ? symbols.length : 0));
  return [name, ...lengths, ...symbols];
}

function scan(picture: Grey, steps: readonly number[]): Buffer {
  const bits: number[] = [];
  const put = (value: number, count: number): void => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  const number = (value: number, size: number): void => {
    put(value < 0 ? value + 2 ** size - 1 : value, size);
  };
  let before = 0;
  for (let y = 0; y < picture.height; y += 8) {
    for (let x = 0; x < picture.width; x += 8) {
      const [first = 0, ...rest] = frequencies(picture, x, y, steps);
      const size = sizeOf(first - before);
      put(dcSymbols.indexOf(size), 8);
      number(first - before, size);
      before = first;
      encodeRest(rest, put, number);
    }
  }
  while (bits.length % 8 !== 0) bits.push(1);
  return stuffed(bits);
}

function encodeRest(
  rest: readonly number[],
  put: (value: number, count: number) => void,
  number: (value: number, size: number) => void,
): void {
  let run = 0;
  const last = rest.findLastIndex((value) => value !== 0);
  for (const value of rest.slice(0, last + 1)) {
    if (value === 0) {
      run += 1;
      continue;
    }
    for (; run > 15; run -= 16) put(acSymbols.indexOf(0xf0), 8);
    put(acSymbols.indexOf(run * 16 + sizeOf(value)), 8);
    number(value, sizeOf(value));
    run = 0;
  }
  if (last < rest.length - 1) put(acSymbols.indexOf(0), 8);
}

function sizeOf(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
}

/** The block's cosine transform, in steps, in zigzag order. */
function frequencies(picture: Grey, left: number, top: number, steps: readonly number[]): number[] {
  const rows = cosines.map((_, y) =>
    cosines.map((_, u) =>
      cosines.reduce(
        (sum, cosine, x) => sum + (pixelOf(picture, left + x, top + y) - 128) * (cosine[u] ?? 0),
        0,
      ),
    ),
  );
  return zigzag.map((at) => {
    const [u, v] = [at % 8, Math.floor(at / 8)];
    const sum = cosines.reduce(
      (total, cosine, y) => total + (rows[y]?.[u] ?? 0) * (cosine[v] ?? 0),
      0,
    );
    const scale = (u === 0 ? Math.SQRT1_2 : 1) * (v === 0 ? Math.SQRT1_2 : 1) * 0.25;
    return Math.round((sum * scale) / (steps[at] ?? 1));
  });
}

function stuffed(bits: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const byte = bits.slice(at, at + 8).reduce((sum, bit) => sum * 2 + bit, 0);
    bytes.push(byte);
    if (byte === 0xff) bytes.push(0);
  }
  return Buffer.from(bytes);
}
