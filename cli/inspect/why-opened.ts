import type { ReviewRow } from '../../domain/commit/rows.ts';

/** What has opened a review: risk rules by their ids, or limits of rewards, such as `red-packet: 10.00 CNY a day`. */
export function whyOpened({ rules, beyond }: Pick<ReviewRow, 'rules' | 'beyond'>): string {
  const limits = beyond.map(({ reward, limit }) => `${reward}: ${limit}`);
  return [...rules, ...new Set(limits)].join(', ');
}
