import type { PayoutProvider, StatementLine } from '../../activities/providers/payout-provider.ts';

/** So that a provider whose pages lead in a circle ends somewhere. */
const pagesMax = 100_000;

/**
 * The pages of a provider's statement since an instant (epoch milliseconds). Ends early, with the
 * reason as its result, when a page cannot be had; null when all were.
 */
export async function* statementPages(
  provider: PayoutProvider,
  sinceMs: number,
): AsyncGenerator<readonly StatementLine[], string | null> {
  if (provider.statement === undefined) return 'the provider has no statement';
  let cursor: string | null = null;
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const page = await provider.statement({ sinceMs, cursor });
    if (page.kind === 'doubtful') return page.reason;
    yield page.lines;
    if (page.next === null) return null;
    cursor = page.next;
  }
  return 'the statement does not end';
}
