import type { LookupAnswer, ShadowLookup } from '../domain/commit/shadow.ts';
import type { Policies } from '../domain/policy/policy.ts';
import { earnedByLookup, type Earned, type JudgedLookup } from './judge-lookup.ts';

/**
 * Whom the policies in the shadow would have kept out for a look-up that leads to no commit, where those in force do
 * otherwise: a row for each party and scope.
 */
export async function shadowLookups(
  policies: readonly Policies[],
  lookup: JudgedLookup,
): Promise<readonly ShadowLookup[]> {
  const rows = await Promise.all(policies.map(async (one) => differences(one, lookup)));
  return rows.flat();
}

async function differences(
  { policy, shadow }: Policies,
  lookup: JudgedLookup,
): Promise<readonly ShadowLookup[]> {
  if (shadow === null) return [];
  const now = await earnedByLookup([policy], lookup);
  const instead = await earnedByLookup([shadow], lookup);
  const places = [...new Set([...instead.keys(), ...now.keys()])];
  return places.flatMap((place) => {
    const [one, other] = [now.get(place), instead.get(place)];
    const { row } = other ?? one ?? {};
    if (row === undefined || isAlike(one, other)) return [];
    const { party, scope, rules, facts, at } = row;
    const answers = { answer: answerOf(one), instead: answerOf(other) };
    return [{ policy: shadow.digest, party, scope, ...answers, rules, facts, at }];
  });
}

function isAlike(one: Earned | undefined, other: Earned | undefined): boolean {
  return (
    one?.row.until === other?.row.until &&
    one?.row.voids === other?.row.voids &&
    one?.row.suspends === other?.row.suspends
  );
}

function answerOf(earned: Earned | undefined): LookupAnswer {
  if (earned === undefined) return 'allow';
  return earned.row.until === null ? 'ban' : 'freeze';
}
