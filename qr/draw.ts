import { PNG } from 'pngjs';

import type { Qr } from './make.ts';

export interface DrawOptions {
  /** Pixels a module; 10 unless said. */
  readonly scale?: number;
  /** Light modules around the code; 4 unless said, as the standard wants. */
  readonly quiet?: number;
}

/** The code as an SVG document, one path, sharp at any size. */
export function drawSvg({ rows }: Qr, { scale = 10, quiet = 4 }: DrawOptions = {}): string {
  const modules = rows.length + 2 * quiet;
  const runs = rows.flatMap((row, y) =>
    darkRuns(row).map(([x, length]) => `M${quiet + x} ${quiet + y}h${length}v1h-${length}z`),
  );
  const size = modules * scale;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${modules} ${modules}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M0 0h${modules}v${modules}h-${modules}z"/>`,
    `<path d="${runs.join('')}"/>`,
    '</svg>\n',
  ].join('');
}

/** Stretches of dark modules in a row: where each begins, and its length. */
function darkRuns(row: readonly boolean[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last !== undefined && row[x - 1] === true) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}

/** The code as a PNG file, in grey. */
export function drawPng({ rows }: Qr, { scale = 10, quiet = 4 }: DrawOptions = {}): Buffer {
  const size = (rows.length + 2 * quiet) * scale;
  const png = new PNG({ width: size, height: size, colorType: 0, inputColorType: 0 });
  png.data = Buffer.alloc(size * size, 255);
  rows.forEach((row, y) => {
    for (const [x, length] of darkRuns(row)) {
      const left = (quiet + x) * scale;
      for (let line = 0; line < scale; line += 1) {
        const from = ((quiet + y) * scale + line) * size + left;
        png.data.fill(0, from, from + length * scale);
      }
    }
  });
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false });
}

/** The code in the characters of a terminal, two rows in each line, light on dark background as paper is. */
export function drawText({ rows }: Qr, { quiet = 2 }: Pick<DrawOptions, 'quiet'> = {}): string {
  const size = rows.length;
  const isLight = (x: number, y: number): boolean => rows[y]?.[x] !== true;
  const blocks = { '': ' ', u: '▀', d: '▄', ud: '█' } as const;
  const lines: string[] = [];
  for (let y = -quiet; y < size + quiet; y += 2) {
    let line = '';
    for (let x = -quiet; x < size + quiet; x += 1) {
      const isLast = y + 1 >= size + quiet;
      const key = `${isLight(x, y) ? 'u' : ''}${!isLast && isLight(x, y + 1) ? 'd' : ''}` as const;
      line += blocks[key];
    }
    lines.push(line);
  }
  return lines.join('\n');
}
