import type { SubjectId } from '../ids.ts';

/** That somebody agreed to the use of their location, and has not withdrawn it. */
export interface Consent {
  readonly person: SubjectId;
  /** As the campaign's rules name it. */
  readonly region: string;
  /** The version of the text that was agreed to. */
  readonly text: string;
}

/** What is known of the comers of a batch, where rules follow the region. */
export interface BorderFacts {
  readonly consents: readonly Consent[];
  /** Checks that were passed, by the latest result of each. */
  readonly passed: readonly { readonly person: SubjectId; readonly check: string }[];
}
