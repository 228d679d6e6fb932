import { setTimeout as sleep } from 'node:timers/promises';

import type pg from 'pg';

import { assert } from '../../domain/assert.ts';
import type { Command } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeId, Digest } from '../../domain/ids.ts';
import { loadVersion, type VersionRow } from '../../store/campaigns/campaign-row.ts';
import { StoreUnavailable } from '../../store/failure.ts';
import { receiptRows, type OperationOfCode } from '../../store/inspect/receipt-records.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import { receiptKey } from '../../store/keys/receipt-keys.ts';
import { createGather } from '../gather.ts';
import { signStatement } from './jws.ts';
import { hasReceipt, statementOf } from './statement.ts';

/**
 * An outcome with its receipt, where the books have stored it. It is left out where they did not
 * answer before the deadline; `receipt` gives it later.
 */
export type Receipted = Outcome & { readonly receipt?: string };

/** Where receipts are written out; those of the same moment are read together. */
export interface Receipts {
  /**
   * Of an answered operation; undefined where it has none.
   * @throws StoreUnavailable
   */
  of(operation: OperationOfCode): Promise<string | undefined>;
}

/** Receipts of one client, signed with the current key of its ring. */
export function createReceipts(pool: pg.Pool, keys: KeyRing): Receipts {
  const key = receiptKey(keys);
  const versions = new Map<Digest, VersionRow>();
  const versionOf = async (digest: Digest): Promise<VersionRow> => {
    const known = versions.get(digest) ?? (await loadVersion(pool, digest));
    assert(known !== undefined, 'every code has a version');
    versions.set(digest, known);
    return known;
  };
  const rowOf = createGather(async (operations: readonly OperationOfCode[]) => {
    const found = await receiptRows(pool, operations);
    const rows = new Map(found.map((row) => [nameOf(row), row]));
    return operations.map((operation) => rows.get(nameOf(operation)));
  });
  return {
    of: async (operation) => {
      const row = await rowOf(operation);
      if (row === undefined || !hasReceipt(row.kind)) return undefined;
      return signStatement(statementOf(row, await versionOf(row.digest)), key);
    },
  };
}

/**
 * An answer with its receipt, unless the books hold another answer under the operation's name. Nothing keeps
 * an answer from its caller, however its receipt fares.
 */
export async function withReceipt(
  receipts: Receipts,
  outcome: Outcome,
  asked: { readonly code: CodeId; readonly command: Command; readonly deadline: number },
): Promise<Receipted> {
  const { code, command, deadline } = asked;
  const isReused = !outcome.ok && outcome.code === 'OPERATION_REUSED';
  if (isReused || !hasReceipt(command.kind)) return outcome;
  const over = new AbortController();
  const leaving = { ref: false, signal: over.signal };
  const tooLate = sleep(Math.max(0, deadline - Date.now()), undefined, leaving);
  const receipt = await Promise.race([
    receipts.of({ code, opId: command.opId }).catch(noneNow),
    tooLate.catch(() => undefined),
  ]);
  over.abort();
  return receipt === undefined ? outcome : { ...outcome, receipt };
}

function noneNow(error: unknown): undefined {
  if (!(error instanceof StoreUnavailable)) throw error;
}

function nameOf({ code, opId }: OperationOfCode): string {
  return `${code} ${opId}`;
}
