import type { Diagnostic } from '../diagnostic.ts';
import { named, type Reading } from '../source.ts';

/**
 * What is found in a campaign and its variants, each thing once: what a variant shares with the
 * campaign is told without it. A budget is unused when nobody uses it.
 */
export function freshDiagnostics(
  main: readonly Diagnostic[],
  variants: readonly (readonly Diagnostic[])[],
  reading: Reading,
): Diagnostic[] {
  const own = main.filter(
    (one) =>
      one.code !== 'UNUSED_BUDGET' ||
      variants.every((found) => found.some((other) => nameOf(other) === nameOf(one))),
  );
  const seen = new Set(own.map(nameOf));
  const fresh = variants.flat().filter((one) => {
    const isNew = one.code !== 'UNUSED_BUDGET' && !seen.has(nameOf(one));
    seen.add(nameOf(one));
    return isNew;
  });
  return named([...own, ...fresh], reading);
}

function nameOf({ code, line, column }: Diagnostic): string {
  return `${code} ${line}:${column}`;
}
