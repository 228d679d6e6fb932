import { deflateSync } from 'node:zlib';

import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';

import { corrections } from '../../qr/blocks.ts';
import { drawPng, drawSvg, drawText } from '../../qr/draw.ts';
import { makeQr, type Qr, type QrOptions } from '../../qr/make.ts';
import { pictureLimits } from '../../qr/measure.ts';
import { readPicture } from '../../qr/read-picture.ts';
import { toJpeg } from './jpeg.ts';
import {
  blurred,
  faded,
  fromPng,
  noisy,
  painted,
  slanted,
  toPng,
  turned,
  type Grey,
} from './pictures.ts';

const link = 'https://example.com/join?code=7K2M9QXA4RTVWZ30&channel=poster';

function made(options: QrOptions = {}, text = link): Qr {
  const answer = makeQr(text, options);
  if (!answer.ok) throw new Error(answer.message);
  return answer.qr;
}

function photo(options: QrOptions = {}, scale = 6): Grey {
  return fromPng(drawPng(made(options), { scale }));
}

async function textsOf(picture: Uint8Array): Promise<readonly string[]> {
  const read = await readPicture(picture);
  return read.ok ? read.texts : [read.why];
}

beforeAll(() => readPicture(drawPng(made())));

describe('a QR code', () => {
  it.each(corrections)('with correction %s is read back from its PNG', async (correction) => {
    expect(await textsOf(drawPng(made({ correction })))).toEqual([link]);
  });

  it('is the same in SVG, in a terminal and in PNG', () => {
    const qr = made();
    const size = qr.rows.length + 8;
    const dark = qr.rows.flat().filter(Boolean).length;
    const svg = drawSvg(qr, { scale: 4 });
    expect(svg).toContain(`width="${String(size * 4)}"`);
    const runs = [...svg.matchAll(/M\d+ \d+h(\d+)v1/g)].map(([, length]) => Number(length));
    expect(runs.reduce((sum, length) => sum + length, 0)).toBe(dark);
    const lines = drawText(qr, { quiet: 4 }).split('\n');
    expect(lines).toHaveLength(Math.ceil(size / 2));
    const light = lines.join('').replaceAll(' ', '').replaceAll('█', '▀▄').length;
    expect(size * size - light).toBe(dark);
    const { data, width } = PNG.sync.read(drawPng(qr, { scale: 1 }));
    expect(width).toBe(size);
    expect(data.filter((value, at) => at % 4 === 0 && value === 0)).toHaveLength(dark);
  });

  it('of too long a text is refused', () => {
    expect(makeQr('x'.repeat(3_000))).toMatchObject({ ok: false });
  });
});

describe('the room of a logo', () => {
  it.each([
    [21, 20],
    [60, 20],
    [90, 22],
    [300, 20],
    [1_200, 20],
  ])(
    'of the most that fits in a code of %i characters, whatever is in it, leaves it readable',
    async (length) => {
      const text = 'https://example.com/'.padEnd(length, 'x');
      for (const correction of ['Q', 'H'] as const) {
        const refused = makeQr(text, { correction, logoRoom: 90 });
        const most = refused.ok ? 0 : (refused.mostPercent ?? 0);
        expect(most).toBeGreaterThan(8);
        expect(makeQr(text, { correction, logoRoom: most + 6 })).toMatchObject({
          ok: false,
          mostPercent: most,
        });
        const qr = made({ correction, logoRoom: most }, text);
        const picture = fromPng(drawPng(qr, { scale: 4 }));
        const side = qr.room * 4;
        const corner = (picture.width - side) / 2;
        for (const grey of [0, 128, 255]) {
          const box = { x: corner, y: corner, width: side, height: side };
          expect(await textsOf(toPng(painted(picture, box, grey)))).toEqual([text]);
        }
      }
    },
  );

  it('wants a correction that restores it', () => {
    expect(made({ logoRoom: 15 })).toMatchObject({ correction: 'H' });
    expect(makeQr(link, { logoRoom: 15, correction: 'M' })).toMatchObject({
      message: 'a logo needs the correction Q or H, and not M',
    });
    expect(makeQr(link, { logoRoom: 60 })).toMatchObject({
      message: expect.stringMatching(/at most \d+ % would fit/) as string,
    });
  });
});

describe('a picture', () => {
  const angles = Array.from({ length: 24 }, (_, step) => step * 15 + 7);
  it.each(angles)('turned by %i degrees is read', async (degrees) => {
    expect(await textsOf(toPng(turned(photo(), degrees)))).toEqual([link]);
  });

  const pictures: readonly (readonly [string, () => Grey])[] = [
    ['seen from aside', () => slanted(photo(), 0.25)],
    ['seen from far aside, and turned', () => turned(slanted(photo(), 0.35), 20)],
    ['blurred', () => blurred(photo(), 3)],
    ['noisy', () => noisy(photo(), 90)],
    ['blurred, noisy and turned', () => noisy(blurred(turned(photo(), 33), 2), 40)],
    ['pale', () => faded(photo(), 150, 190)],
    ['dark', () => faded(photo(), 10, 50)],
    ['light on dark', () => faded(photo(), 255, 0)],
    ['with a logo, turned, noisy', () => noisy(turned(photo({ logoRoom: 18 }), 200), 40)],
  ];
  describe.each(pictures)('%s', (_, take) => {
    it('is read from PNG and JPEG', async () => {
      expect(await textsOf(toPng(take()))).toEqual([link]);
      expect(await textsOf(toJpeg(take()))).toEqual([link]);
    });
  });

  it('of poor quality is read from JPEG', async () => {
    expect(await textsOf(toJpeg(turned(photo(), 12), 6))).toEqual([link]);
  });

  it('is read as far as its correction goes, and not beyond', async () => {
    const shareRead = async (correction: 'L' | 'H', part: number): Promise<boolean> => {
      const whole = photo({ correction });
      const side = whole.width - 48;
      const box = {
        x: 24 + side * 0.35,
        y: 24 + side * 0.45,
        width: side * 0.6,
        height: side * part,
      };
      return (await textsOf(toPng(painted(whole, box, 128))))[0] === link;
    };
    expect(await shareRead('H', 0.2)).toBe(true);
    expect(await shareRead('L', 0.2)).toBe(false);
    expect(await shareRead('H', 0.5)).toBe(false);
  });

  it('of two codes gives both, and of none nothing', async () => {
    const [one, two] = [link, 'second'].map((text) =>
      fromPng(drawPng(made({}, text), { scale: 6 })),
    );
    if (one === undefined || two === undefined) throw new Error('two pictures');
    const width = one.width + two.width;
    const data = new Uint8Array(width * one.height).fill(255);
    for (const [picture, left] of [
      [one, 0],
      [two, one.width],
    ] as const) {
      picture.data.forEach((value, at) => {
        data[Math.floor(at / picture.width) * width + left + (at % picture.width)] = value;
      });
    }
    expect([...(await textsOf(toPng({ width, height: one.height, data })))].sort()).toEqual([
      link,
      'second',
    ]);
    expect(
      await textsOf(toPng({ width: 60, height: 60, data: new Uint8Array(3_600).fill(200) })),
    ).toEqual([]);
  });
});

describe('what is no picture to be read', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('not a picture at all, but a text')],
    ['a GIF', Buffer.from('GIF89a..............................')],
    ['a PNG that ends early', drawPng(made()).subarray(0, 20)],
    ['a JPEG that ends early', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff])],
  ])('%s is no picture', async (_, bytes) => {
    expect(await readPicture(bytes)).toEqual({ ok: false, why: 'not-a-picture' });
  });

  it('a picture that is broken has no code in it', async () => {
    expect(await readPicture(drawPng(made()).subarray(0, 200))).toMatchObject({ ok: false });
    expect(await textsOf(toJpeg(photo()).subarray(0, 700))).toEqual([]);
  });

  it.each([
    ['wide', 60_000, 60_000],
    ['of too many pixels', 8_000, 8_000],
    ['of no pixels', 0, 10],
  ])('a header that says it is %s is enough', async (_, width, height) => {
    const png = Buffer.from(drawPng(made()));
    png.writeUInt32BE(width, 16);
    png.writeUInt32BE(height, 20);
    const jpeg = Buffer.from(toJpeg(photo({}, 2)));
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(height, frame + 5);
    jpeg.writeUInt16BE(width, frame + 7);
    for (const bytes of [png, jpeg]) {
      expect(await readPicture(bytes)).toEqual({ ok: false, why: 'too-large' });
    }
  });

  it('a PNG that holds more than its header says is not unpacked', async () => {
    const small = PNG.sync.write(new PNG({ width: 10, height: 10 }));
    const packed = deflateSync(Buffer.alloc(64 * 1_048_576));
    const head = Buffer.alloc(8);
    head.writeUInt32BE(packed.length);
    head.write('IDAT', 4, 'latin1');
    const bomb = Buffer.concat([
      small.subarray(0, 33),
      head,
      packed,
      Buffer.alloc(4),
      small.subarray(-12),
    ]);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readPicture(bomb)).toEqual({ ok: false, why: 'too-large' });
    // A window that only some unpackers allow.
    bomb.writeUInt8(0x88, 41);
    bomb.writeUInt8(0x1c, 42);
    expect(await readPicture(bomb)).toEqual({ ok: false, why: 'too-large' });
  });

  it('a JPEG that goes over its pixels without end is not decoded', async () => {
    const jpeg = toJpeg(photo());
    const scans = Buffer.concat(Array.from({ length: 101 }, () => Buffer.from([0xff, 0xda])));
    const bomb = Buffer.concat([jpeg.subarray(0, -2), scans, jpeg.subarray(-2)]);
    expect(await readPicture(bomb)).toEqual({ ok: false, why: 'too-large' });
  });

  it('a file of too many bytes is not looked at', async () => {
    const bytes = Buffer.concat([drawPng(made()), Buffer.alloc(pictureLimits.bytes)]);
    expect(await readPicture(bytes)).toEqual({ ok: false, why: 'too-large' });
  });
});
