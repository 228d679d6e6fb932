/** Of what a campaign says for all, what is no use to one variant may be to another. */
const unused = new Set(['MILESTONE_UNUSED', 'LEVELS_UNUSED', 'POINTS_CAP_WITHOUT_POINTS']);

/** As much of a finding as tells it from another. */
interface Placed {
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

/**
 * What is found in a campaign and then in its variants, each thing once: in the first of them that
 * has it. What is unused is so for all.
 */
export function eachOnce<Finding extends Placed>(
  found: readonly (readonly Finding[])[],
): Finding[] {
  const seen = new Set<string>();
  return found.flatMap((own) => {
    const fresh = own.filter(
      (one) => !seen.has(nameOf(one)) && (!unused.has(one.code) || isEverywhere(found, one)),
    );
    for (const one of own) seen.add(nameOf(one));
    return fresh;
  });
}

function isEverywhere(found: readonly (readonly Placed[])[], one: Placed): boolean {
  return found.every((own) => own.some((other) => nameOf(other) === nameOf(one)));
}

function nameOf({ code, line, column }: Placed): string {
  return `${code} ${line}:${column}`;
}
