import type { Command } from 'commander';

import type { Receipted } from '../../client/receipts/receipts.ts';
import type { Usher } from '../../client/usher.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { reject } from '../../domain/code/rejection.ts';
import { parseSubjectId } from '../../domain/ids.ts';
import { currencyDecimals, parseAmount } from '../../domain/money.ts';
import { codesOfLineage } from '../../store/inspect/codes-of-lineage.ts';
import { redemptionsOfInvitee } from '../../store/inspect/redemptions.ts';
import { say } from '../../lang/say.ts';
import { addCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { exitWith, WrongUse } from '../exit.ts';
import { knownCode, type KnownCode } from '../known-code.ts';
import { readName, readPerson } from '../option-values.ts';
import { readProperties } from '../properties.ts';
import { addOperationOptions, operate, type Asking, type OperationOptions } from '../operate.ts';

interface MilestoneOptions extends OperationOptions {
  readonly invitee: string;
  readonly reached: string;
  readonly purchase?: string;
  readonly property?: readonly string[];
}

/** `usher milestone`: an invitee has reached something that rewards may hang on. */
export function addMilestone(program: Command): void {
  const command = addCommand(program, {
    usage: 'milestone <code>',
    summary: 'report what an invitee has reached who redeemed a code',
    examples: [
      'usher milestone K7MP-3QXA-9TRC --invitee bob --reached registered',
      'usher milestone K7MP-3QXA-9TRC --invitee bob --reached first-purchase --purchase 128.50',
      'usher milestone K7MP-3QXA-9TRC --invitee bob --reached order-paid --property amount=128.50 category=book',
    ],
  })
    .requiredOption('--invitee <id>', 'who reached it', readPerson)
    .requiredOption('--reached <milestone>', "one of the campaign's milestones", readName)
    .option('--purchase <amount>', 'what a purchase came to, such as 128.50')
    .option('--property <name=value...>', 'what the campaign wants to know of the milestone');
  addOperationOptions(command).action((code: string, options: MilestoneOptions) =>
    exitWith(
      operate(code, options, (usher, call, context) =>
        milestone({ usher, context, code, options }, call),
      ),
    ),
  );
}

interface Asked {
  readonly usher: Usher;
  readonly context: Context;
  readonly code: string;
  readonly options: MilestoneOptions;
}

async function milestone(asked: Asked, { opId, deadlineMs }: Asking): Promise<Receipted> {
  const { usher, context, code, options } = asked;
  const known = await knownCode(context, code);
  if (known === undefined) return reject('CODE_UNKNOWN');
  const purchaseAmountMinor = readPurchase(options.purchase, known.version.terms);
  const properties = readProperties(options.property, options.reached, known.version.terms);
  const elsewhere = await redeemedElsewhere(context, known, options.invitee);
  if (elsewhere !== undefined) {
    return reject('NOT_REDEEMED', {
      message: `this person has redeemed code ${elsewhere}, not this one`,
    });
  }
  const outcome = await usher.milestone({
    campaign: known.row.campaign,
    invitee: options.invitee,
    milestone: options.reached,
    opId,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(purchaseAmountMinor === undefined ? {} : { purchaseAmountMinor }),
    ...(properties === undefined ? {} : { properties }),
  });
  if (outcome.ok || outcome.code !== 'MILESTONE_UNKNOWN') return outcome;
  const { message } = outcome;
  return { ...outcome, message: `${message}: ${milestonesOf(known)}` };
}

function milestonesOf({ version: { terms } }: KnownCode): string {
  return terms.milestones.length === 0 ? 'it has none' : `they are ${terms.milestones.join(', ')}`;
}

/** A redemption through a replaced code belongs to its successor. */
async function redeemedElsewhere(
  context: Context,
  { row }: KnownCode,
  person: string,
): Promise<string | undefined> {
  const invitee = parseSubjectId(person);
  if (invitee === undefined) return undefined;
  const db = await context.database();
  const redemptions = await redemptionsOfInvitee(db, invitee);
  const found = redemptions.find(({ campaign }) => campaign === row.campaign);
  if (found === undefined || found.code === row.id) return undefined;
  const lineage = await codesOfLineage(db, row.lineage);
  return lineage.some(({ id }) => id === found.code) ? undefined : found.code;
}

/** What a purchase came to, in minor units of the currency that the campaign pays in.
 * @throws WrongUse when it is no amount */
export function readPurchase(text: string | undefined, terms: Terms): number | undefined {
  if (text === undefined) return undefined;
  const known = Object.entries(currencyDecimals);
  const paid = known.find(([name, decimals]) =>
    terms.budget.some(({ asset }) => asset === `${name}/${decimals}`),
  );
  const [currency, decimals] = paid ?? ['', 2];
  const minor = parseAmount(text, decimals);
  if (minor !== undefined) return minor;
  const amount = currency === '' ? say`an amount` : say`an amount of ${currency}`;
  throw new WrongUse(
    say`--purchase must be ${amount} such as 128.50, not ${text}: not negative, and at most ${decimals} decimals.`,
  );
}
