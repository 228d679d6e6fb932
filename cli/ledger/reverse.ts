import type { Command } from 'commander';

import { codeOfRow } from '../../domain/ids.ts';
import { decimalsOf, formatMoney, parseAmount, type Asset } from '../../domain/money.ts';
import { assetsOfReward } from '../../store/inspect/rewards-of-code.ts';
import { say } from '../../lang/say.ts';
import { addCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { exitWith, WrongUse } from '../exit.ts';
import {
  addByHandOptions,
  addOperationOptions,
  operate,
  waiting,
  type ByHandOptions,
  type OperationOptions,
} from '../operate.ts';

interface ReverseOptions extends OperationOptions, ByHandOptions {
  readonly returned?: true;
  readonly amount?: string;
  readonly purchase?: string;
}

/** `usher ledger reverse`: operations take one reward back, or a part of it. */
export function addReverse(group: Command): void {
  const command = addCommand(group, {
    usage: 'reverse <reward>',
    summary: 'take one reward back, or a part of it',
    more: 'A held reward is voided; for one that was paid a reversing entry is booked. What the person was sent is not fetched back: they owe it, and their next rewards in the campaign settle it first; unless it came back (--returned). A part of cash or points makes the reward smaller before it is paid, and is reversed after, and of cash owed; parts may follow each other until nothing is left.',
    examples: [
      'usher ledger reverse 0199….4/red-packet/inviter --reason "purchase refunded, case 4711"',
      'usher ledger reverse 0199….4/red-packet/inviter --amount "5.00 CNY" --reason "paid too much"',
      'usher ledger reverse 0199….4/share-of-it/inviter --purchase "40.00 CNY" --reason "one of two items refunded"',
    ],
  });
  command
    .option('--returned', 'what was sent is back with the provider, so nobody owes it')
    .option('--amount <money>', 'only so much of it, such as "5.00 CNY"')
    .option(
      '--purchase <money>',
      'how much of the purchase was refunded that it is a percentage or a band of: it is worked out anew',
    );
  addByHandOptions(addOperationOptions(command)).action((reward: string, options: ReverseOptions) =>
    exitWith(
      operate(codeOfRow(reward), options, async (usher, { opId }, context) => {
        const { actor, reason, returned } = options;
        const part = await readPart(context, reward, options);
        const some = returned === undefined ? part : { ...part, returned };
        return usher.reverse({ reward, opId, actor, reason, ...some, ...waiting(options) });
      }),
    ),
  );
}

async function readPart(
  context: Context,
  reward: string,
  { amount, purchase, returned }: ReverseOptions,
): Promise<{ readonly amountMinor?: number; readonly refundedPurchaseMinor?: number }> {
  const said = [amount, purchase, returned].filter((one) => one !== undefined);
  if (said.length > 1) {
    throw new WrongUse(say`Of --amount, --purchase and --returned only one can be said.`);
  }
  if (amount === undefined && purchase === undefined) return {};
  const assets = await assetsOfReward(await context.database(), reward);
  // Of a reward that there is not, the answer says so.
  if (assets === undefined) return { amountMinor: 1 };
  return amount === undefined
    ? { refundedPurchaseMinor: readMoney('--purchase', purchase ?? '', assets.currency) }
    : { amountMinor: readMoney('--amount', amount, assets.asset) };
}

function readMoney(option: string, text: string, asset: Asset): number {
  const unit = asset.slice(0, asset.lastIndexOf('/'));
  const match = /^(\S+) (\S+)$/.exec(text);
  const minor = match?.[2] === unit ? parseAmount(match[1] ?? '', decimalsOf(asset)) : undefined;
  if (minor) return minor;
  const example = formatMoney(5 * 10 ** decimalsOf(asset), asset);
  throw new WrongUse(say`${option} must be an amount above 0 such as "${example}", not "${text}".`);
}
