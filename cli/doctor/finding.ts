/** What looking at one part of the environment came to. */
export interface Finding {
  /** What was looked at. */
  readonly what: string;
  /** `missing` keeps Usher from running; `wrong` keeps some of it; `note` is no trouble. */
  readonly level: 'ok' | 'note' | 'wrong' | 'missing';
  /** What was found. */
  readonly found: string;
  /** How to mend it. */
  readonly mend?: string;
}

/** All is well with this part. */
export function fine(what: string, found: string): Finding {
  return { what, level: 'ok', found };
}
