import pg from 'pg';

import { assert } from '../domain/assert.ts';
import { asStoreFailure, isSerializationFailure } from './failure.ts';
import { repeat } from './repeat.ts';

/** A pool, or one of its clients in a transaction. */
export type Db = pg.Pool | pg.PoolClient;

const int8 = 20;

function parseInt8(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), `${text} is not a safe integer`);
  return value;
}

/** As `pg.types`, whose own types know only some of the numbers. */
interface Parsers {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown;
}
const usual: Parsers = pg.types;

function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return oid === int8 ? parseInt8 : usual.getTypeParser(oid, format);
}

/** How values of the database are read: as pg does, but 64-bit integers as safe integers. */
export const types: pg.CustomTypesConfig = { getTypeParser };

export interface Prepared {
  readonly text: string;
  /** Under which the server keeps the plan for the connection; one text a name. */
  readonly name?: string;
}

/**
 * Runs one statement and returns its rows. By itself, outside a transaction, it is run again where it lost a
 * deadlock: it has done nothing then.
 * @throws StoreUnavailable when there is no connection, or no answer in time
 */
export async function query<Row extends pg.QueryResultRow>(
  db: Db,
  statement: string | Prepared,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { text, name } = typeof statement === 'string' ? { text: statement } : statement;
  const config = { text, values: [...values], types, ...(name === undefined ? {} : { name }) };
  const run = (): Promise<pg.QueryResult<Row>> => db.query<Row>(config);
  try {
    const { rows } = await (db instanceof pg.Pool ? repeat(run, isSerializationFailure) : run());
    return rows;
  } catch (error) {
    throw asStoreFailure(error);
  }
}

/** As `query`, for statements that answer with at most one row. */
export async function queryOne<Row extends pg.QueryResultRow>(
  db: Db,
  statement: string | Prepared,
  values: readonly unknown[] = [],
): Promise<Row | undefined> {
  const rows = await query<Row>(db, statement, values);
  assert(rows.length <= 1, 'a statement for one row found several');
  return rows[0];
}
