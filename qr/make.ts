import { encode, QrCodeDataType, type QrCodeGenerateResult } from 'uqr';

import { blocksOf, type Correction, type LogoCorrection } from './blocks.ts';

/** A QR code to be drawn. */
export interface Qr {
  /** Rows of modules, true for dark; the logo's room is light. Without the quiet zone. */
  readonly rows: readonly (readonly boolean[])[];
  readonly version: number;
  readonly correction: Correction;
  /** Modules of each side of the logo's room in the middle; 0 without one. */
  readonly room: number;
}

export interface QrOptions {
  /** Unless said, `M`; with a logo, `H`. */
  readonly correction?: Correction;
  /** Of the code's width, what a logo in the middle may cover of it, in percent. */
  readonly logoRoom?: number;
}

/** Why no code was made. Of a logo that is too large, the percentage that would fit. */
export interface QrRefusal {
  readonly ok: false;
  readonly message: string;
  readonly mostPercent?: number;
}

/**
 * Half of what a block restores is the logo's; the other half is for what happens to paper and lenses.
 */
const logoShare = 1 / 2;

/**
 * A QR code of a text, in the smallest version that holds it. A logo needs the correction Q or H, and
 * in no block may it cover more than half of what that block restores.
 */
export function makeQr(
  text: string,
  { correction, logoRoom = 0 }: QrOptions = {},
): { readonly ok: true; readonly qr: Qr } | QrRefusal {
  const chosen = correction ?? (logoRoom > 0 ? 'H' : 'M');
  const made = encoded(text, chosen);
  if (made === undefined) return { ok: false, message: 'that is too long for a QR code' };
  const { version, data } = made;
  if (logoRoom === 0) {
    return { ok: true, qr: { rows: data, version, correction: chosen, room: 0 } };
  }
  if (chosen !== 'Q' && chosen !== 'H') {
    return { ok: false, message: `a logo needs the correction Q or H, and not ${chosen}` };
  }
  const room = roomOf(made.size, logoRoom);
  const most = roomThatFits(made, chosen);
  if (room > most) return tooLarge(logoRoom, Math.floor((100 * most) / made.size));
  const rows = data.map((row, y) => row.map((dark, x) => dark && !inRoom(made.size, room, x, y)));
  return { ok: true, qr: { rows, version, correction: chosen, room } };
}

function tooLarge(asked: number, mostPercent: number): QrRefusal {
  const message = `a logo of ${String(asked)} % of the width covers more than can be restored: at most ${String(mostPercent)} % would fit`;
  return { ok: false, message, mostPercent };
}

function encoded(text: string, ecc: Correction): QrCodeGenerateResult | undefined {
  try {
    return encode(text, { ecc, border: 0, boostEcc: false });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** As wide as asked or a little wider: an odd number of modules, as the code's own, to be in the middle. */
function roomOf(size: number, percent: number): number {
  const modules = Math.ceil((size * percent) / 100);
  return modules % 2 === 1 ? modules : modules + 1;
}

function inRoom(size: number, room: number, x: number, y: number): boolean {
  const from = (size - room) / 2;
  return [x, y].every((at) => at >= from && at < from + room);
}

/** The widest room in which no block loses more than its share; 0 where there is none. */
function roomThatFits(made: QrCodeGenerateResult, correction: LogoCorrection): number {
  const path = dataPath(made);
  const bytes = Math.floor(path.length / 8);
  const { blockOf, restores } = blocksOf(made.version, correction, bytes);
  const fits = (room: number): boolean => {
    const lost = new Set<number>();
    path.forEach(([x, y], bit) => {
      if (inRoom(made.size, room, x, y)) lost.add(Math.floor(bit / 8));
    });
    const losses = new Map<number, number>();
    for (const byte of lost) {
      const block = blockOf[byte];
      if (block !== undefined) losses.set(block, (losses.get(block) ?? 0) + 1);
    }
    return [...losses.values()].every((count) => count <= restores * logoShare);
  };
  let room = -1;
  while (room + 2 < made.size && fits(room + 2)) room += 2;
  return Math.max(room, 0);
}

/** The modules that carry bits, in the order of the bits: up and down in columns of two, from the right. */
function dataPath({ size, types }: QrCodeGenerateResult): readonly (readonly [number, number])[] {
  const path: (readonly [number, number])[] = [];
  let isUpward = true;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = isUpward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (types[y]?.[x] === QrCodeDataType.Data) path.push([x, y]);
      }
    }
    isUpward = !isUpward;
  }
  return path;
}
