import type pg from 'pg';

import { parseCodeId, parseOpId, type RowId } from '../../domain/ids.ts';
import { findOperations } from '../../store/inspect/operations.ts';
import {
  operationOfRedemption,
  type OperationOfCode,
} from '../../store/inspect/receipt-records.ts';
import type { ReceiptCall } from '../calls.ts';
import type { Receipts } from './receipts.ts';
import { hasReceipt } from './statement.ts';

/** How many codes are looked at that know an operation of one name. */
const namesakesMax = 100;

/**
 * The receipt that a call asks for. Of codes that know an operation of this name (one that was
 * replaced, and the successor that answered), the one that has accepted it last goes first.
 * @throws StoreUnavailable
 */
export async function findReceipt(
  pool: pg.Pool,
  receipts: Receipts,
  call: ReceiptCall,
): Promise<string | undefined> {
  const operation = await operationOf(pool, call);
  return operation && receipts.of(operation);
}

async function operationOf(pool: pg.Pool, call: ReceiptCall): Promise<OperationOfCode | undefined> {
  if ('redemption' in call) {
    const code = parseCodeId(call.redemption.split('.', 1)[0] ?? '');
    return code && operationOfRedemption(pool, code, call.redemption as RowId);
  }
  const { opId, codeId } = call;
  const asked = parseOpId(opId);
  if (asked === undefined) return undefined;
  const found = (await findOperations(pool, asked, namesakesMax)).filter(
    ({ kind, code }) => hasReceipt(kind) && (codeId === undefined || code === codeId),
  );
  return found.find(({ outcome }) => outcome.ok) ?? found[0];
}
