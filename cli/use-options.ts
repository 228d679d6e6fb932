import type { Command } from 'commander';

import type { OnCode, UseCall } from '../client/calls.ts';
import type { Instant } from '../domain/time.ts';
import {
  readInstant,
  readIp,
  readName,
  readPerson,
  readRegion,
  readWords,
} from './option-values.ts';
import type { CommonOptions } from './command.ts';

/** Options of what says that an invitee uses a code. */
export interface UseOptions extends CommonOptions {
  readonly invitee: string;
  readonly channel?: string;
  readonly share?: string;
  readonly ip?: string;
  readonly region?: string;
  readonly existingCustomer?: true;
  readonly phone?: string;
  readonly password?: string;
  readonly inviterPhone?: string;
  readonly dynamicCode?: string;
  readonly happenedAt?: Instant;
}

/** Adds who uses the code, and what is known of how they came. */
export function addUseOptions(command: Command): Command {
  command
    .requiredOption(
      '--invitee <id>',
      'who uses the code: an id that says nothing to us',
      readPerson,
    )
    .option('--channel <name>', 'the channel that the invitee came by', readName)
    .option('--share <name>', 'the share that the invitee came by', readName)
    .option('--ip <address>', 'the network address of the request', readIp)
    .option('--region <code>', 'ISO 3166 code of country or region', readRegion)
    .option('--existing-customer', 'the invitee was a customer before')
    .option('--phone <number>', 'the phone of the invitee; it is turned into an id here')
    .option(
      '--inviter-phone <number>',
      'the phone of who invites them, where the campaign asks for it',
      readWords,
    )
    .option('--password <digits>', 'the one-time password that was sent to that phone')
    .option('--dynamic-code <digits>', "what the authenticator of the code's holder shows")
    .option(
      '--happened-at <time>',
      'when it happened, in campaigns of streamers: up to 30 s before',
      readInstant,
    );
  return command;
}

/** The call that these options stand for. */
export function useCall(call: OnCode, options: UseOptions): UseCall {
  return { ...call, ...useFields(options) };
}

/** Who uses the code, and what is known of how they came. */
export function useFields(options: UseOptions): Omit<UseCall, 'code'> {
  const { invitee, channel, share, ip, region, existingCustomer, phone } = options;
  const { password, dynamicCode, inviterPhone, happenedAt } = options;
  return {
    invitee,
    ...(channel === undefined ? {} : { channel }),
    ...(share === undefined ? {} : { share }),
    ...(ip === undefined ? {} : { ip }),
    ...(region === undefined ? {} : { region }),
    ...(existingCustomer === undefined ? {} : { existingCustomer }),
    ...(phone === undefined ? {} : { account: { phone } }),
    ...(inviterPhone === undefined ? {} : { inviterPhone }),
    ...(password === undefined ? {} : { password }),
    ...(dynamicCode === undefined ? {} : { dynamicCode }),
    ...(happenedAt === undefined ? {} : { happenedAt }),
  };
}
