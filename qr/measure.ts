import { inflateSync } from 'node:zlib';

/** Of a picture that may be read: beyond, it is refused before anything is decoded. */
export const pictureLimits = { bytes: 12 * 1_048_576, side: 8_192, pixels: 25_000_000 } as const;

/** What a picture's header says of it. */
export interface Measures {
  readonly width: number;
  readonly height: number;
}

const pngMark = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Width and height by the header alone; undefined where it is neither PNG nor JPEG, or broken. */
export function measure(bytes: Buffer): Measures | undefined {
  if (bytes.subarray(0, 8).equals(pngMark)) {
    const isWhole = bytes.length >= 33 && bytes.toString('latin1', 12, 16) === 'IHDR';
    return isWhole ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
  }
  return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 ? measureJpeg(bytes) : undefined;
}

/** Whether a picture is within the limits; a PNG, whose pixels may be more than it says, once it is unpacked. */
export function isWithinLimits(bytes: Buffer, { width, height }: Measures): boolean {
  const { side, pixels } = pictureLimits;
  if (width < 1 || height < 1 || width > side || height > side || width * height > pixels) {
    return false;
  }
  return bytes.readUInt8(0) === 0xff ? hasFewScans(bytes) : unpacksAsSaid(bytes, { width, height });
}

/** Segments up to the one that begins the frame; a thumbnail is inside of one that is passed over. */
function measureJpeg(bytes: Buffer): Measures | undefined {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** A JPEG may go over all of its pixels again and again; real ones do so a dozen times. */
function hasFewScans(jpeg: Buffer): boolean {
  let scans = 0;
  for (let at = jpeg.indexOf(scanMark); at !== -1; at = jpeg.indexOf(scanMark, at + 2)) scans += 1;
  return scans <= scansMax;
}

const scanMark = Buffer.from([0xff, 0xda]);
const scansMax = 100;

/** Channels by the colour type of a PNG. */
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Whether the packed data are no more than a picture of these measures has. */
function unpacksAsSaid(png: Buffer, { width, height }: Measures): boolean {
  const bits = png.readUInt8(24) * (channels[png.readUInt8(25)] ?? 4);
  // Interlaced, rows are up to twice as many, each with a byte more.
  const passes = png.readUInt8(28) === 0 ? 1 : 2;
  const maxOutputLength = passes * (Math.ceil((width * bits) / 8) + 1) * height + 16;
  try {
    inflateSync(packedData(png), { maxOutputLength });
    return true;
  } catch {
    // What is broken in another way may still be unpacked by the reader, to any size.
    return false;
  }
}

function packedData(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(png.subarray(at + 8, at + 8 + length));
    }
    at += 12 + length;
  }
  return Buffer.concat(parts);
}
