import type pg from 'pg';
import { v7 as uuid } from 'uuid';

import { isText } from '../domain/code/parse-command.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import { parseCampaignId, parseOpId } from '../domain/ids.ts';
import { parseAsset, currencyDecimals, type Asset, type MinorUnits } from '../domain/money.ts';
import { instant } from '../domain/time.ts';
import { forgiveDebt, type Forgiving } from '../store/ledger/debts.ts';
import { campaignNow } from '../store/payouts/campaign-now.ts';
import { withTransaction } from '../store/pool.ts';
import type { Call } from './calls.ts';
import { badOpId, noPerson, oneLine, refuse } from './malformed.ts';
import { passOf, type Desk } from './operate.ts';
import { patiently } from './patience.ts';
import { subjectOf, type Person } from './subject.ts';

export interface ForgiveCall extends Call {
  readonly campaign: string;
  /** Who owes it. */
  readonly person: Person;
  /** Of which currency: CNY unless said. */
  readonly currency?: string;
  readonly actor: string;
  readonly reason: string;
}

/** What was forgiven; `isNew` is false when this operation had done it before. */
export interface Forgiven {
  readonly ok: true;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  readonly isNew: boolean;
}

/**
 * Lets all go that a person owes a campaign in a currency, in one transaction. Refuses with CAMPAIGN_UNKNOWN,
 * NOT_OWED and OPERATION_REUSED.
 * @throws UsherError when no answer came in time
 */
export async function forgive(desk: Desk, call: ForgiveCall): Promise<Forgiven | Rejection> {
  const command = readForgive(desk, call);
  if ('ok' in command) return command;
  return patiently(passOf(desk, call).deadline, () =>
    withTransaction(desk.pool, (db) => forgiveNow(db, command)),
  );
}

async function forgiveNow(
  db: pg.PoolClient,
  command: Omit<Forgiving, 'at'>,
): Promise<Forgiven | Rejection> {
  const at = await campaignNow(db, command.campaign, instant(Date.now()));
  if (at === undefined) return reject('CAMPAIGN_UNKNOWN');
  const done = await forgiveDebt(db, { ...command, at });
  return done.ok ? { ...done, asset: command.asset } : done;
}

function readForgive(desk: Desk, call: ForgiveCall): Omit<Forgiving, 'at'> | Rejection {
  const { currency = 'CNY', actor, reason } = call;
  const opId = parseOpId(call.opId ?? uuid());
  if (opId === undefined) return refuse('opId', badOpId);
  const campaign = parseCampaignId(call.campaign);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const person = subjectOf(desk.keys, call.person);
  if (person === undefined) return refuse('person', noPerson);
  const [, decimals] = Object.entries(currencyDecimals).find(([one]) => one === currency) ?? [];
  const asset = decimals === undefined ? undefined : parseAsset(`${currency}/${String(decimals)}`);
  if (asset === undefined) return refuse('currency', `"${currency}" is no currency such as "CNY"`);
  if (!isText(actor)) return refuse('actor', oneLine);
  if (!isText(reason)) return refuse('reason', oneLine);
  return { campaign, person, asset, opId, actor, reason };
}
