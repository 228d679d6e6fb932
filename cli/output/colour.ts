import picocolors from 'picocolors';

type Stream = { readonly isTTY?: boolean };
type Colours = ReturnType<typeof picocolors.createColors>;

/** Colours for one stream: none where it is no terminal, or where NO_COLOR asks for none. */
export function coloursFor(stream: Stream): Colours {
  return picocolors.createColors(isColoured(stream));
}

/** Whether what goes to a stream has colours. */
export function isColoured(stream: Stream): boolean {
  const { NO_COLOR, TERM } = process.env;
  return stream.isTTY === true && (NO_COLOR ?? '') === '' && TERM !== 'dumb';
}

/** Colours of what goes to standard output. */
export const colours: Colours = coloursFor(process.stdout);
