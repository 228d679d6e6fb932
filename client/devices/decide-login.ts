import { assert } from '../../domain/assert.ts';
import type { LoginTerms } from '../../domain/campaign/scenario.ts';
import type { Command } from '../../domain/code/command.ts';
import { parseCommand } from '../../domain/code/parse-command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { partyKey, type PartyKey } from '../../domain/policy/party.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import {
  claimLogin,
  closeClaim,
  denyLogin as denyStored,
  requestMs,
  type ClaimedLogin,
} from '../../store/devices/login-request.ts';
import { lockAuthenticator } from '../../store/devices/authenticator.ts';
import { refuseTries } from '../../domain/login/tries.ts';
import { countWrongTry } from '../../store/devices/limit-tries.ts';
import { triesOf } from '../../store/devices/login-tries.ts';
import { withTransaction } from '../../store/pool.ts';
import type { Db } from '../../store/query.ts';
import { keepProof } from '../../store/proofs/keep-proof.ts';
import type { Receipted } from '../receipts/receipts.ts';
import { findCode, type FoundCode } from '../find-code.ts';
import { passOf, send, type Desk } from '../operate.ts';
import { patiently } from '../patience.ts';
import { sourceId, subjectOf } from '../subject.ts';
import type { DecideLoginCall } from './calls.ts';
import { loginTermsFor } from './enter.ts';
import { userIndexes } from './user-code.ts';

/** A device was sent away. */
export interface LoginDenied {
  readonly ok: true;
  readonly state: 'denied';
}

/**
 * Has a code let the device in that shows a user code: the redemption that the device asked for, whose outcome
 * this is and the device is told as well. A refusal leaves the request as it was.
 * @throws UsherError when no answer came in time
 */
export async function approveLogin(desk: Desk, call: DecideLoginCall): Promise<Receipted> {
  const pass = passOf(desk, call);
  const decision = await decisionOf(desk, call);
  if ('ok' in decision) return decision;
  const { found } = decision;
  const claimed = await patiently(pass.deadline, () => decide(desk, decision, claim));
  if ('ok' in claimed) return claimed;
  const command = loginCommand(claimed, found.row);
  const outcome = await send(desk, { found, pass, command });
  await patiently(pass.deadline, () => closeClaim(desk.pool, claimed, outcome.ok));
  return outcome;
}

/**
 * Sends the device away that shows a user code, unless it was let in before or is being let in.
 * @throws UsherError when no answer came in time
 */
export async function denyLogin(
  desk: Desk,
  call: DecideLoginCall,
): Promise<LoginDenied | Rejection> {
  const { deadline } = passOf(desk, call);
  const decision = await decisionOf(desk, call);
  if ('ok' in decision) return decision;
  return patiently(deadline, () =>
    decide(desk, decision, async (db, wanted) =>
      (await denyStored(db, wanted)) ? { ok: true, state: 'denied' } : undefined,
    ),
  );
}

/** The redemption by which a code lets a device in: however often it is asked, it is one operation. */
export function loginCommand(
  { id, attempt, asked }: ClaimedLogin,
  { lineage }: Pick<CodeRow, 'lineage'>,
): Command {
  const opId = `login-${id}-${String(attempt)}`;
  const command = parseCommand({ ...asked, opId, proof: proofOf(id, lineage) });
  assert(command !== undefined, `login request ${id} holds a command`);
  return command;
}

function proofOf(id: string, lineage: string): string {
  return `${lineage}/login-${id}`;
}

/** Whose decision it is, and about what. */
interface Decision {
  readonly found: FoundCode;
  readonly terms: LoginTerms;
  readonly parties: readonly PartyKey[];
  readonly userIndexes: readonly Buffer[];
}

async function decisionOf(desk: Desk, call: DecideLoginCall): Promise<Decision | Rejection> {
  const { deadline } = passOf(desk, call);
  const { code, ip, campaign } = call;
  const lookup = { code, ip, campaign, judgedByCommit: false };
  const found = await patiently(deadline, () => findCode(desk.finder, lookup));
  if ('ok' in found) return found;
  if (subjectOf(desk.keys, call.holder) !== found.row.holder) return reject('NOT_THE_HOLDER');
  const indexes = userIndexes(desk.keys, call.userCode);
  if ('ok' in indexes) return indexes;
  const terms = await patiently(deadline, () => loginTermsFor(desk, found.row));
  if ('ok' in terms) return terms;
  const source = ip === undefined ? [] : [partyKey('source', sourceId(desk.keys, ip))];
  const parties = [partyKey('person', found.row.holder), ...source];
  return { found, terms, parties, userIndexes: indexes };
}

/** Wrong user codes are counted with wrong dynamic codes of the same code and person. */
async function decide<Decided>(
  desk: Desk,
  { found, terms, parties, userIndexes }: Decision,
  act: (db: Db, wanted: Wanted) => Promise<Decided | undefined>,
): Promise<Decided | Rejection> {
  const { row, now } = found;
  const { campaign, lineage } = row;
  const serverNow = instant(Date.now());
  const trying = { lineage, parties, terms, serverNow, now };
  return withTransaction(desk.pool, async (db) => {
    await lockAuthenticator(db, desk.keys, lineage);
    const no = refuseTries(trying, await triesOf(db, trying));
    if (no !== null) return no;
    const wanted = { campaign, userIndexes, code: row.id, serverNow, lineage, now };
    const decided = await act(db, wanted);
    if (decided !== undefined) return decided;
    await countWrongTry(db, trying);
    return reject('USER_CODE_UNKNOWN');
  });
}

type Wanted = Parameters<typeof claimLogin>[1] & {
  readonly lineage: string;
  readonly now: Instant;
};

async function claim(db: Db, wanted: Wanted): Promise<ClaimedLogin | undefined> {
  const login = await claimLogin(db, wanted);
  if (login === undefined) return undefined;
  const { lineage, now } = wanted;
  const id = proofOf(login.id, lineage);
  const about = { id, lineage, operation: 'redeem', phone: null } as const;
  await keepProof(db, { ...about, until: plus(now, requestMs) });
  return login;
}
