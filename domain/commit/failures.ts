/** The `type` of the failures by which a commit that was not done answers, towards Temporal. */
export const commitFailures = {
  /** The database did not answer in time; nothing is known of the operations. Retryable. */
  store: 'STORE_UNAVAILABLE',
  /** The code's row is not there, and with it everything that could be done. */
  unknown: 'CODE_UNKNOWN',
  /** A bug of ours, with no single command to blame: the code waits for a mended worker. */
  invariant: 'INVARIANT_BROKEN',
} as const;
