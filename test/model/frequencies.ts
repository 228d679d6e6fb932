/** Counts what a run reaches, and writes it as a table for people. */
export class Frequencies {
  private readonly counts = new Map<string, number>();

  readonly note = (what: string): void => {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  };

  /** Everything noted of one kind: `code` gives `CODE_EXPIRED`, `ok`… */
  reached(kind: string): readonly string[] {
    return this.of(kind).map(([what]) => what);
  }

  table(): string {
    const kinds = new Set([...this.counts.keys()].map((what) => what.split(' ')[0] ?? ''));
    return [...kinds]
      .sort()
      .map((kind) => this.tableOf(kind))
      .join('\n');
  }

  private tableOf(kind: string): string {
    const rows = this.of(kind);
    const total = rows.reduce((sum, [, count]) => sum + count, 0);
    const lines = rows.map(([what, count]) => {
      const percent = ((100 * count) / total).toFixed(2).padStart(6);
      return `  ${what.padEnd(26)}${String(count).padStart(8)} ${percent} %`;
    });
    return [`${kind} (${total})`, ...lines].join('\n');
  }

  private of(kind: string): (readonly [string, number])[] {
    return [...this.counts]
      .filter(([what]) => what.startsWith(`${kind} `))
      .map(([what, count]) => [what.slice(kind.length + 1), count] as const)
      .sort(([, a], [, b]) => b - a);
  }
}
