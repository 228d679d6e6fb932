import type { Outcome } from '../../domain/code/outcome.ts';
import { Random } from '../../simulate/population/random.ts';
import { invitePeople, type Honest } from './honest.ts';
import { inLanes, start, wordOf, type AttackStage } from './stage.ts';

const kinds = ['circle', 'shared-device-chain', 'payee-star', 'mixed-star'] as const;
type RingKind = (typeof kinds)[number];

/** Rings that were planted, and what was noticed of them. */
export interface Rings {
  readonly planted: number;
  /** Of which at least one redemption was refused, frozen or put before a person; the bound of friends a day does not count. */
  readonly found: number;
  readonly foundOf: Readonly<Record<RingKind, number>>;
  /** Redemptions among their members, and how many of them counted. */
  readonly redemptions: number;
  readonly counted: number;
  readonly honest: Honest;
}

interface Member {
  readonly name: string;
  readonly payee: string;
  readonly device: string;
}

/** Accounts of one ring: who they are, and who redeems whose code, in order. */
interface Ring {
  readonly members: readonly Member[];
  readonly uses: readonly (readonly [invitee: number, inviter: number])[];
}

/**
 * `rings` rings of 3 to 12 accounts, in turns of four kinds: a circle in which nothing is shared, a chain in which neighbours
 * share a device, a star that is paid to two accounts, and a star whose accounts hang together by devices and payees
 * alternately. Among `people` honest ones, who come before.
 */
export async function formRings(
  stage: AttackStage,
  {
    seed,
    rings,
    people,
  }: { readonly seed: number; readonly rings: number; readonly people: number },
): Promise<Rings> {
  const random = new Random(seed);
  const honest = await invitePeople(stage, random, { seed, people });
  stage.setNow(start + 86_400_000);
  const foundOf = { circle: 0, 'shared-device-chain': 0, 'payee-star': 0, 'mixed-star': 0 };
  const count = { redemptions: 0, counted: 0 };
  const all = Array.from({ length: rings }, (_, n) => {
    const kind = kinds[n % kinds.length] ?? 'circle';
    return { kind, ring: ringOf(kind, `r${String(seed)}-${String(n)}`, random) };
  });
  await inLanes(rings, async (n) => {
    const one = all[n];
    if (one === undefined) return;
    const { counted, isNoticed } = await play(stage, one.ring);
    count.redemptions += one.ring.uses.length;
    count.counted += counted;
    foundOf[one.kind] += Number(isNoticed);
  });
  const found = Object.values(foundOf).reduce((sum, of) => sum + of, 0);
  return { planted: rings, found, foundOf, ...count, honest };
}

function ringOf(kind: RingKind, name: string, random: Random): Ring {
  const isStar = kind.endsWith('star');
  const size = isStar ? 9 + random.below(4) : 3 + random.below(4);
  const members = Array.from({ length: size }, (_, n): Member => {
    const own = { name: `${name}-${String(n)}`, payee: `p-${name}-${String(n)}` };
    return { ...own, ...sharedBy(kind, name, n), device: deviceOf(kind, name, n) };
  });
  const invitees = members.map((_, n) => n).slice(1);
  if (isStar) return { members, uses: invitees.map((n) => [n, 0] as const) };
  const chain = invitees.map((n) => [n, n - 1] as const);
  return { members, uses: kind === 'circle' ? [...chain, [0, size - 1] as const] : chain };
}

/** The hub of a star, which is number 0, keeps to an account of its own. */
function sharedBy(kind: RingKind, name: string, n: number): Partial<Pick<Member, 'payee'>> {
  if (n === 0) return {};
  if (kind === 'payee-star') return { payee: `p-${name}-of-${String(n % 2)}` };
  return kind === 'mixed-star' ? { payee: `p-${name}-pair-${String(Math.floor(n / 2))}` } : {};
}

function deviceOf(kind: RingKind, name: string, n: number): string {
  const at = {
    circle: n,
    'payee-star': n,
    'shared-device-chain': Math.floor(n / 2),
    'mixed-star': Math.ceil(n / 2),
  }[kind];
  // The hub of a star is seen with no device of its members.
  return `d-${name}-${n === 0 && kind.endsWith('star') ? 'hub' : String(at)}`;
}

/** How many redemptions counted, and whether a rule has noticed more than that somebody invites many. */
async function play(
  stage: AttackStage,
  { members, uses }: Ring,
): Promise<{ readonly counted: number; readonly isNoticed: boolean }> {
  const codes: string[] = [];
  for (const { name, payee, device } of members) {
    const about = { account: { payee }, device: { id: device }, bound: true };
    codes.push((await stage.issue({ holder: name, ...about })).code);
  }
  let counted = 0;
  let isNoticed = false;
  for (const [invitee, inviter] of uses) {
    const { name = '', payee = '', device = '' } = members[invitee] ?? {};
    const call = { code: codes[inviter] ?? '', invitee: name, device: { id: device } };
    const answer = await stage.redeem({ ...call, account: { payee } });
    counted += Number(wordOf(answer) === 'ok');
    isNoticed ||= wordOf(answer) !== 'ok' && !saysOnly(answer, everybodysBound);
  }
  return { counted, isNoticed };
}

/** What whoever has more than five friends a day meets is no sign of a ring. */
const everybodysBound = 'invitations-per-day';

function saysOnly(answer: Outcome, rule: string): boolean {
  return answer.rules?.every((id) => id === rule) === true && answer.rules.length > 0;
}
