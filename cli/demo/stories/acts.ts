import type { Step } from '../story.ts';

/** Somebody redeems a code and then reaches milestones, one after the other. */
export function joins(of: string, by: string, ...reached: readonly string[]): readonly Step[] {
  return [
    { do: 'redeem', of, by },
    ...reached.map((name): Step => ({ do: 'milestone', by, reached: name })),
  ];
}
