import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

import { isWithinLimits, measure, pictureLimits } from './measure.ts';

/** What the QR codes of a picture say, or why it was not looked at. */
export type PictureRead =
  | { readonly ok: true; readonly texts: readonly string[] }
  | { readonly ok: false; readonly why: 'not-a-picture' | 'too-large' };

/** More codes than that in one picture are not told apart any more. */
const codesMax = 8;

let reader: Promise<unknown> | undefined;

/**
 * Reads the QR codes of a PNG or JPEG, turned, slanted or damaged as they may be. What is larger than
 * `pictureLimits`, or would be when unpacked, is refused before it is decoded.
 */
export async function readPicture(picture: Uint8Array): Promise<PictureRead> {
  if (picture.length > pictureLimits.bytes) return { ok: false, why: 'too-large' };
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.length);
  const measures = measure(bytes);
  if (measures === undefined) return { ok: false, why: 'not-a-picture' };
  if (!isWithinLimits(bytes, measures)) return { ok: false, why: 'too-large' };
  reader ??= loadReader();
  await reader.catch((error: unknown) => {
    reader = undefined;
    throw error;
  });
  const found = await readBarcodes(picture, { formats: ['QRCode'], maxNumberOfSymbols: codesMax });
  return { ok: true, texts: found.filter(({ isValid }) => isValid).map(({ text }) => text) };
}

/** From this machine: left to itself, the library would fetch it. */
async function loadReader(): Promise<unknown> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const { buffer } = new Uint8Array(await readFile(file));
  return prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
}
