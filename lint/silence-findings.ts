import type { FindingTexts } from './finding.ts';

export const silenceFindings = {
  SILENCE_WITHOUT_REASON: {
    severity: 'warning',
    title: 'a comment silences a finding and does not say why',
    why: 'The next reader cannot know whether it was thought about or clicked away. It silences nothing until it has a reason.',
    example: 'budget: { CNY: "10000.00" } # usher-ignore WORST_CASE_ABOVE_BUDGET',
    remedy: 'Write the reason after a colon: `# usher-ignore ID: reason`.',
  },
  SILENCE_WITHOUT_EFFECT: {
    severity: 'warning',
    title: 'a comment silences what is not found there',
    why: 'What it was for is mended, or stands on another line, or the id is misspelt. Left where it is, it would hide the finding when it comes back.',
    example: 'liveCodesMax: 100 # usher-ignore COLLISIONS_EXPECTED: we know',
    remedy: 'Take it out, or put it on the line of the finding or on a line of its own just above.',
  },
  SILENCE_REFUSED: {
    severity: 'warning',
    title: 'a comment tries to silence what cannot be silenced',
    why: 'Errors of the compiler keep a file from having terms at all, and some findings ask for a person who answers for them, which a comment does not.',
    example: 'levels: 2 # usher-ignore DISTRIBUTION_UNACKNOWLEDGED: fine',
    remedy: 'Mend what was found.',
  },
} as const satisfies FindingTexts;
