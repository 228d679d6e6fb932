/** What may be found not to agree. */
export const differenceKinds = {
  'workflow-missing': 'a code that is awake has no running workflow',
  'workflow-stale': 'a workflow does not know what its row says',
  'workflow-silent': 'a workflow does not answer; perhaps no worker runs',
  'workflow-left': 'the workflow of a settled code still runs',
  'row-missing': 'a workflow runs for a code that has no row',
  overdue: 'a deadline is over and nothing was done about it',
  lineage: 'a code and its successor do not know each other',
  'batch-missing': 'rewards are due and no batch has begun',
  'beyond-batch': 'rewards are due and more than a whole batch may pay',
  ledger: 'the books contradict themselves',
} as const;

export type DifferenceKind = keyof typeof differenceKinds;

/** One thing that does not agree with another. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** A code's id, a campaign's, or what of the books it is about. */
  readonly subject: string;
  /** What is wrong, for people. */
  readonly sentence: string;
}
