/** Something that money or idempotency rests on, how it is taken away, and the test that must miss it. */
export interface Guard {
  readonly name: string;
  /** What it keeps from happening, in one sentence. */
  readonly keeps: string;
  /** The text that is the guard, which its file has once, and what stands there without it. */
  readonly take: { readonly file: string; readonly text: string; readonly instead: string };
  readonly test: NamedTest;
  /** Part of what the test must say when it fails, so that it is not red for another reason; of several any. */
  readonly says: string | readonly string[];
}

export interface NamedTest {
  readonly file: string;
  /** With the names of what it is in, as vitest joins them. */
  readonly name: string;
}
