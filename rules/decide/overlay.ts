const none: readonly never[] = [];
const nothing: ReadonlyMap<never, never> = new Map<never, never>();

/** Rows as a batch found them, under those that it has written. Most batches write none of a kind. */
export class Overlay<Id, Row> {
  private readonly found: ReadonlyMap<Id, Row>;
  private own: Map<Id, Row> | null = null;

  constructor(found: ReadonlyMap<Id, Row> = nothing) {
    this.found = found;
  }

  /** What the batch has written so far. */
  get written(): ReadonlyMap<Id, Row> {
    return this.own ?? nothing;
  }

  /** What the batch has written, each in another form. */
  mapWritten<Other>(form: (row: Row, id: Id) => Other): readonly Other[] {
    return this.own === null ? none : Array.from(this.own, ([id, row]) => form(row, id));
  }

  /** How many rows there are at most. */
  get sizeMax(): number {
    return this.found.size + this.written.size;
  }

  /** An id that was just made is hashed by each map that is asked for it, so an empty one is not. */
  get(id: Id): Row | undefined {
    const own = this.own?.get(id);
    return own !== undefined || this.found.size === 0 ? own : this.found.get(id);
  }

  set(id: Id, row: Row): void {
    this.own ??= new Map();
    this.own.set(id, row);
  }

  /** All rows as they are now. */
  all(): readonly Row[] {
    return [...new Map([...this.found, ...this.written]).values()];
  }
}
