import picocolors from 'picocolors';

type Colours = ReturnType<typeof picocolors.createColors>;

/** Colours for one stream: none where it is no terminal, or where NO_COLOR asks for none. */
export function coloursFor(stream: { readonly isTTY?: boolean }): Colours {
  const { NO_COLOR, TERM } = process.env;
  const wanted = stream.isTTY === true && (NO_COLOR ?? '') === '' && TERM !== 'dumb';
  return picocolors.createColors(wanted);
}

/** Colours of what goes to standard output. */
export const colours: Colours = coloursFor(process.stdout);
