import type { Outcome } from '../domain/code/outcome.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { CodeId } from '../domain/ids.ts';

/** More than any campaign's generations, so that a circle ends. */
const hopsMax = 20;

/**
 * Asks a code and, where another one answers in its place (a successor in its grace, the code that
 * was touched first), that one. An accepted outcome says which code it was.
 */
export async function follow(
  first: CodeRow,
  rowOf: (code: CodeId) => Promise<CodeRow | undefined>,
  ask: (code: CodeRow) => Promise<Outcome>,
): Promise<Outcome> {
  const asked = new Set<CodeId>();
  let code = first;
  for (;;) {
    asked.add(code.id);
    const outcome = await ask(code);
    const next = answersInstead(outcome);
    const row =
      next === undefined || asked.has(next) || asked.size > hopsMax ? undefined : await rowOf(next);
    if (row !== undefined) code = row;
    else if (code === first || !outcome.ok) return outcome;
    else return { ...outcome, forwardedTo: code.id };
  }
}

function answersInstead(outcome: Outcome): CodeId | undefined {
  if (outcome.ok) return undefined;
  return outcome.code === 'CODE_REPLACED' || outcome.code === 'ATTRIBUTED_ELSEWHERE'
    ? outcome.successor
    : undefined;
}
