import type { ReverseCommand } from '../domain/code/command.ts';
import { takingBack, type Overhang } from '../domain/commit/overhang.ts';
import type { Writes } from '../domain/commit/writes.ts';
import type { CodeId, OpId } from '../domain/ids.ts';

/** Steps that stand above their ladders, until their codes have taken them back. */
export class Overhangs {
  private readonly byLadder = new Map<string, Overhang>();
  private asked = 0;

  /** Those that are not settled. */
  get all(): readonly Overhang[] {
    return [...this.byLadder.values()];
  }

  get isEmpty(): boolean {
    return this.byLadder.size === 0;
  }

  put(code: CodeId, { overhangs, overhangsSettled }: Writes): void {
    for (const one of overhangs) {
      const name = `${one.code} ${one.key}`;
      if (!this.byLadder.has(name)) this.byLadder.set(name, one);
    }
    for (const key of overhangsSettled) this.byLadder.delete(`${code} ${key}`);
  }

  /** What a sweep asks the code of. */
  command(overhang: Overhang): ReverseCommand {
    this.asked += 1;
    return takingBack(overhang, `overhang/${String(this.asked)}` as OpId);
  }
}
