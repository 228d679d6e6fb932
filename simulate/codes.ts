import { assert } from '../domain/assert.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { CodeId } from '../domain/ids.ts';
import { CodeRows } from './code-rows.ts';
import type { Timed, Timer } from './timers.ts';

/** All that is kept of one code, so that one look finds it. */
export class KeptCode implements Timed {
  row: CodeRow;
  /** Null where it never had one. */
  rows: CodeRows | null = null;
  timer: Timer | null = null;

  constructor(row: CodeRow) {
    this.row = row;
  }

  get id(): CodeId {
    return this.row.id;
  }

  /** Its rows, to which something is added. */
  get ownRows(): CodeRows {
    this.rows ??= new CodeRows();
    return this.rows;
  }
}

/** The codes of a simulation, in the order in which they were made. */
export class Codes {
  private readonly kept = new Map<CodeId, KeptCode>();

  get size(): number {
    return this.kept.size;
  }

  has(id: CodeId): boolean {
    return this.kept.has(id);
  }

  get(id: CodeId): CodeRow | undefined {
    return this.kept.get(id)?.row;
  }

  find(id: CodeId): KeptCode | undefined {
    return this.kept.get(id);
  }

  /** One that there is. */
  known(id: CodeId): KeptCode {
    const found = this.kept.get(id);
    assert(found !== undefined, `no code ${id}`);
    return found;
  }

  add(row: CodeRow): void {
    this.kept.set(row.id, new KeptCode(row));
  }

  delete(id: CodeId): void {
    this.kept.delete(id);
  }

  keys(): Iterable<CodeId> {
    return this.kept.keys();
  }

  *values(): Iterable<CodeRow> {
    for (const { row } of this.kept.values()) yield row;
  }
}
