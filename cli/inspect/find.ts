import type pg from 'pg';

import type { CodeRow } from '../../domain/commit/rows.ts';
import { parseCodeId, parseOpId, parseSubjectId } from '../../domain/ids.ts';
import { codesOfHolder, loadCode } from '../../store/codes/load-code.ts';
import { findOperations, type OperationRecord } from '../../store/inspect/operations.ts';
import { redemptionsOfInvitee, type RedemptionRecord } from '../../store/inspect/redemptions.ts';
import type { Context } from '../context.ts';
import { findCode } from '../known-code.ts';

/** How what was asked for led to a code. */
export type Because = 'value' | 'id' | 'row' | 'operation' | 'holder' | 'invitee';

/** Everything that a text may mean. */
export interface Found {
  /** Each code once, by the first of the ways that led to it. */
  readonly codes: readonly { readonly because: Because; readonly row: CodeRow }[];
  readonly operations: readonly OperationRecord[];
  /** What a person of this name has redeemed. */
  readonly redemptions: readonly RedemptionRecord[];
}

/** Begins the id of a redemption, a review or a reward: `<code>.<number>`. */
const rowForm = /^([0-9a-f-]{36})\.\d+(?:\/|$)/;

/** Finds by code value, code id, id of a row, operation id, holder and invitee, all of them. */
export async function findAnything(context: Context, text: string, limit: number): Promise<Found> {
  const db = await context.database();
  const exact = await findExactly(db, context, text);
  if (exact !== undefined) return { codes: [exact], operations: [], redemptions: [] };
  const person = parseSubjectId(text);
  const operation = parseOpId(text);
  const [operations, held, redemptions] = await Promise.all([
    operation === undefined ? [] : findOperations(db, operation, limit),
    person === undefined ? [] : codesOfHolder(db, person),
    person === undefined ? [] : redemptionsOfInvitee(db, person),
  ]);
  const codes = new Map<string, Found['codes'][number]>();
  const add = (because: Because, row: CodeRow | undefined): void => {
    if (row !== undefined && !codes.has(row.id)) codes.set(row.id, { because, row });
  };
  for (const { code } of operations) add('operation', await loadCode(db, code));
  for (const row of held) add('holder', row);
  for (const { code } of redemptions) add('invitee', await loadCode(db, code));
  return { codes: [...codes.values()], operations, redemptions };
}

async function findExactly(
  db: pg.Pool,
  context: Context,
  text: string,
): Promise<Found['codes'][number] | undefined> {
  const ofRow = parseCodeId(rowForm.exec(text)?.[1] ?? '');
  const row =
    ofRow === undefined ? await findCode(db, context.keys, text) : await loadCode(db, ofRow);
  if (row === undefined) return undefined;
  if (ofRow !== undefined) return { because: 'row', row };
  return { because: row.id === text ? 'id' : 'value', row };
}
