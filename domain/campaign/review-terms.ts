import type { Duration } from '../time.ts';

/** How a person is asked, who decides or lets the deadline do it. */
export interface ReviewTerms {
  readonly withinMs: Duration;
  /** What happens when nobody decides in time. */
  readonly otherwise: 'approve' | 'refuse';
  /** Two people have to agree on it; absent: one decides. */
  readonly secondPerson?: true;
}
