import type { Command } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { RowId } from '../../domain/ids.ts';
import { redeem, type Store } from './fixture.ts';

/** Ways to ask codes of a store, which is there once a test runs. */
export function askCodes(store: () => Pick<Store, 'commit'>): {
  readonly ask: (code: CodeRow, command: Command) => Promise<Outcome>;
  /** The redemption that this person's use has made. */
  readonly redeemed: (code: CodeRow, invitee: string) => Promise<RowId>;
} {
  const ask = async (code: CodeRow, command: Command): Promise<Outcome> => {
    const [outcome] = (await store().commit(code, [command])).outcomes;
    if (outcome === undefined) throw new Error('one command has one outcome');
    return outcome;
  };
  return {
    ask,
    redeemed: async (code, invitee) => {
      const outcome = await ask(code, redeem(invitee));
      if (!outcome.ok || outcome.redemption === undefined) {
        throw new Error(JSON.stringify(outcome));
      }
      return outcome.redemption;
    },
  };
}
