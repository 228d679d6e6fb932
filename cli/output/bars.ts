const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A bar of `value` where `most` fills `width` columns; the least that is not nothing is seen. */
export function bar(value: number, most: number, width: number): string {
  if (value <= 0 || most <= 0) return '';
  const steps = Math.max(1, Math.round((Math.min(value, most) / most) * width * 8));
  return '█'.repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? '');
}

/** Values over time in one line of at most `width` columns; `most` is a full column. */
export function sparkline(values: readonly number[], most: number, width: number): string {
  const count = Math.min(width, values.length);
  const columns = Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * values.length) / count);
    const to = Math.max(from + 1, Math.floor(((index + 1) * values.length) / count));
    return Math.max(...values.slice(from, to));
  });
  return columns.map((value) => column(value, most)).join('');
}

function column(value: number, most: number): string {
  if (value <= 0 || most <= 0) return ' ';
  const height = Math.ceil((Math.min(value, most) / most) * heights.length);
  return heights[height - 1] ?? ' ';
}
