import { PNG } from 'pngjs';

/** A picture in grey, as a camera would have taken it. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The pixels of a PNG file. */
export function fromPng(bytes: Buffer): Grey {
  const { width, height, data } = PNG.sync.read(bytes);
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, at) => data[at * 4] ?? 0),
  };
}

export function toPng({ width, height, data }: Grey): Buffer {
  const png = new PNG({ width, height, colorType: 0, inputColorType: 0 });
  png.data = Buffer.from(data);
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false });
}

export function pixelOf({ width, height, data }: Grey, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width || y >= height) return 255;
  return data[Math.floor(y) * width + Math.floor(x)] ?? 255;
}

type Source = (x: number, y: number) => readonly [number, number];

/** Every pixel from where `source` says, between its neighbours. */
function resample(from: Grey, width: number, height: number, source: Source): Grey {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = source(x, y);
      const [left, top] = [Math.floor(u), Math.floor(v)];
      const [across, down] = [u - left, v - top];
      const row = (line: number): number =>
        pixelOf(from, left, line) * (1 - across) + pixelOf(from, left + 1, line) * across;
      data[y * width + x] = row(top) * (1 - down) + row(top + 1) * down;
    }
  }
  return { width, height, data };
}

/** Turned about its middle, on a larger sheet. */
export function turned(from: Grey, degrees: number): Grey {
  const side = Math.ceil(Math.hypot(from.width, from.height));
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return resample(from, side, side, (x, y) => {
    const [dx, dy] = [x - side / 2, y - side / 2];
    return [cos * dx + sin * dy + from.width / 2, cos * dy - sin * dx + from.height / 2];
  });
}

/** Seen from aside: the far edge is shorter by this part of the near one. */
export function slanted(from: Grey, part: number): Grey {
  const { width, height } = from;
  return resample(from, width, height, (x, y) => {
    const depth = 1 / (1 - part * (1 - y / height));
    return [(x - width / 2) * depth + width / 2, (y - height) * depth + height];
  });
}

/** Each pixel the mean of those around it, up to `radius` away. */
export function blurred(from: Grey, radius: number): Grey {
  const span = 2 * radius + 1;
  const along = (one: Grey, dx: number, dy: number): Grey => ({
    ...one,
    data: one.data.map((_, at) => {
      const [x, y] = [at % one.width, Math.floor(at / one.width)];
      let sum = 0;
      for (let step = -radius; step <= radius; step += 1)
        sum += pixelOf(one, x + dx * step, y + dy * step);
      return sum / span;
    }),
  });
  return along(along(from, 1, 0), 0, 1);
}

/** With noise of so many levels of 255 up and down; the same for the same seed. */
export function noisy(from: Grey, levels: number, seed = 1): Grey {
  let state = seed;
  return {
    ...from,
    data: from.data.map((value) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.min(255, Math.max(0, value + (state / 2 ** 31 - 1) * levels));
    }),
  };
}

/** Between these two greys rather than between black and white. */
export function faded(from: Grey, dark: number, light: number): Grey {
  return { ...from, data: from.data.map((value) => dark + ((light - dark) * value) / 255) };
}

/** With a rectangle painted over. */
export function painted(
  from: Grey,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  grey: number,
): Grey {
  return {
    ...from,
    data: from.data.map((value, at) => {
      const [u, v] = [at % from.width, Math.floor(at / from.width)];
      return u >= x && u < x + width && v >= y && v < y + height ? grey : value;
    }),
  };
}
