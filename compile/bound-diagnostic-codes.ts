/** Mistakes in caps, limits and plans. */
export const boundDiagnosticCodes = {
  CAP_TOO_SMALL: {
    meaning: 'a cap lies below the reward, which could never be granted',
    remedy: 'raise the cap, or lower the reward',
  },
  REVIEW_OF_MILESTONE: {
    meaning:
      'a reward that a later milestone earns is to wait for a person when it goes beyond a limit',
    remedy: 'leave `beyond` out, or let redeeming itself earn the reward',
  },
  LIMIT_WITHOUT_REWARD: {
    meaning: 'a limit that rewards share is of something that no reward gives',
    remedy: 'leave it out, or write in `asset` what rewards give',
  },
  PLAN_WITHOUT_BUDGET: {
    meaning: 'something is planned of what the budget does not list',
    remedy: 'leave the line out, or add one to `budget`',
  },
} as const;
