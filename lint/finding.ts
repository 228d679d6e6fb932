import type { Path, Severity } from '../compile/diagnostic.ts';
import type { Said } from '../lang/say.ts';

/** What an author can read about one kind of finding; docs/findings.md is generated from it. */
export interface FindingText {
  readonly severity: Severity;
  /** What is found, in one clause. */
  readonly title: string;
  /** Why it matters, and to whom; with the source of any figure. */
  readonly why: string;
  /** YAML that is found. */
  readonly example: string;
  /** How to mend it. */
  readonly remedy: string;
  /** Set where no comment may silence it. */
  readonly fixed?: true;
}

export type FindingTexts = Readonly<Record<string, FindingText>>;

/** One finding of a family, before it has a place in the text. */
export interface Found<Id extends string> {
  readonly id: Id;
  /** What it is about, as the terms have it; the file may say it by a default. */
  readonly path: Path;
  readonly at?: 'key' | 'value';
  readonly message: Said;
  /** What would be right. */
  readonly suggestion: Said;
}

/** Where the rules of a family put what they find. */
export type Tell<Texts extends FindingTexts> = (found: Found<keyof Texts & string>) => void;
