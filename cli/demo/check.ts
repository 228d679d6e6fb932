import type { StoryPromise, StoryState } from './story.ts';

/** Something that is not as the story, and so the campaign's file, promises. */
export interface Broken {
  readonly campaign: string;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** Compares what a story has come to with what it promises: every state, amount and message. */
export function checkStory(campaign: string, promise: StoryPromise, state: StoryState): Broken[] {
  const wanted = { held: {}, ...promise };
  return (['codes', 'received', 'held', 'messages'] as const).flatMap((what) => {
    const expected = stable(wanted[what]);
    const found = stable(state[what]);
    return expected === found ? [] : [{ campaign, what, expected, found }];
  });
}

function stable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${key}: ${stable(inner)}`).join(', ')}}`;
}
