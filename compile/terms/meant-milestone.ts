import { nearest } from '../nearest.ts';

/** What authors call it that an invitee redeems a code. */
const redeeming: readonly string[] = [
  ...['redemption', 'redeem-code', 'code-redeemed', 'use', 'used', 'code-used'],
  ...['join', 'joined', 'accept', 'accepted', 'invited', 'scanned'],
];

const stemLength = 5;

/** The milestone that is meant by a name that there is not: one spelt alike, of the same word, or redeeming itself. */
export function meantMilestone(name: string, known: readonly string[]): string | undefined {
  const stem = name.slice(0, stemLength);
  const alike = known.filter((one) => stem.length === stemLength && one.startsWith(stem));
  const [only, ...more] = alike;
  return (
    nearest(name, known) ??
    (redeeming.includes(name) ? 'redeemed' : more.length === 0 ? only : undefined)
  );
}
