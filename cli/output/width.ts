import stringWidth from 'string-width';

/** Fills a text up with spaces to a width in columns of a terminal, where Chinese characters take two. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
