import type pg from 'pg';
import { v7 as uuid } from 'uuid';

import type { AwardOutcome, GiveAward } from '../../domain/award/award.ts';
import { isText } from '../../domain/code/parse-command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { parseAwardId, parseCampaignId, parseOpId, type AwardId } from '../../domain/ids.ts';
import { parseMoney } from '../../domain/money.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { decideAward } from '../../store/awards/decide-award.ts';
import { giveAward } from '../../store/awards/give-award.ts';
import { reverseAward } from '../../store/awards/reverse-award.ts';
import { withTransaction } from '../../store/pool.ts';
import type { Call } from '../calls.ts';
import { badOpId, noPerson, oneLine, refuse } from '../malformed.ts';
import { passOf, type Desk } from '../operate.ts';
import { patiently } from '../patience.ts';
import { subjectOf } from '../subject.ts';
import type { AwardByHandCall, AwardCall, DecideAwardCall, ReverseAwardCall } from './calls.ts';

/**
 * Gives a person money of a campaign by hand, in one transaction; it waits for a second person unless
 * the campaign says otherwise.
 * @throws UsherError when no answer came in time
 */
export async function give(desk: Desk, call: AwardCall): Promise<AwardOutcome> {
  const command = readGive(desk, call);
  if ('ok' in command) return command;
  const id = `award.${uuid()}` as AwardId;
  return inTransaction(desk, call, (db, serverNow) => giveAward(db, { command, id, serverNow }));
}

const decisions: readonly string[] = ['approve', 'refuse'];

/**
 * Approves or refuses an award that waits.
 * @throws UsherError when no answer came in time
 */
export async function decide(desk: Desk, call: DecideAwardCall): Promise<AwardOutcome> {
  const { decision, actor, reason } = call;
  if (!decisions.includes(decision)) {
    return refuse('decision', 'it must be `approve` or `refuse`');
  }
  return byHand(desk, call, (db, award, serverNow) =>
    decideAward(db, award, { decision, actor, reason, serverNow }),
  );
}

/**
 * Takes an award back: before it is sent the budget has it again, afterwards it is owed as well.
 * @throws UsherError when no answer came in time
 */
export async function reverse(desk: Desk, call: ReverseAwardCall): Promise<AwardOutcome> {
  const { actor, reason, returned = false } = call;
  return byHand(desk, call, (db, award, serverNow) =>
    reverseAward(db, award, { actor, reason, returned, serverNow }),
  );
}

async function byHand(
  desk: Desk,
  call: AwardByHandCall,
  work: (db: pg.PoolClient, award: AwardId, serverNow: Instant) => Promise<AwardOutcome>,
): Promise<AwardOutcome> {
  if (!isText(call.actor)) return refuse('actor', oneLine);
  if (!isText(call.reason)) return refuse('reason', oneLine);
  const award = parseAwardId(call.award);
  if (award === undefined) return reject('AWARD_UNKNOWN');
  return inTransaction(desk, call, (db, serverNow) => work(db, award, serverNow));
}

function inTransaction(
  desk: Desk,
  call: Call,
  work: (db: pg.PoolClient, serverNow: Instant) => Promise<AwardOutcome>,
): Promise<AwardOutcome> {
  return patiently(passOf(desk, call).deadline, () =>
    withTransaction(desk.pool, (db) => work(db, instant(Date.now()))),
  );
}

function readGive(desk: Desk, call: AwardCall): GiveAward | Rejection {
  const { note, actor } = call;
  const opId = parseOpId(call.opId ?? uuid());
  if (opId === undefined) return refuse('opId', badOpId);
  const campaign = parseCampaignId(call.campaign);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const person = subjectOf(desk.keys, call.person);
  if (person === undefined) return refuse('person', noPerson);
  const money = parseMoney(call.amount);
  if (money === undefined) {
    return refuse('amount', `"${call.amount}" is no amount of money such as "5.00 CNY"`);
  }
  if (!isText(note)) return refuse('note', oneLine);
  if (!isText(actor)) return refuse('actor', oneLine);
  return { kind: 'giveAward', opId, campaign, person, ...money, note, actor };
}
