import { isUse, type UseCommand } from '../domain/code/command.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import { traceLevelsOf } from '../domain/campaign/scenario.ts';
import type { Facts } from '../domain/commit/facts.ts';
import { headsAlarm, headsKey, legalLine } from '../domain/commit/relation.ts';
import type { RedemptionRow } from '../domain/commit/rows.ts';
import type { SubjectId } from '../domain/ids.ts';
import type { Draft } from './decide/draft.ts';
import type { Judged } from './judge.ts';

const noKeys: readonly never[] = [];

/** The counters of heads that uses of this batch may change, and their neighbours, which alarms read. */
export function headsNeeded(facts: Facts, { items }: Judged): readonly string[] {
  const levels = traceLevelsOf(facts.terms.scenario);
  if (levels === 0 || !items.some(({ command }) => isUse(command))) return noKeys;
  return lineOf(facts).flatMap((person) => keysOf(person, levels));
}

/**
 * Whether somebody may be bound beneath the holder. Who was bound stays where they are, and whoever has
 * brought others is placed beneath nobody: so lines only grow at their ends, and none comes back to itself.
 */
export function refuseRelation(draft: Draft, { invitee }: UseCommand): Rejection | null {
  const { standings, code, uplines } = draft.facts;
  if (standings === null) return null;
  const bound = draft.relations.get(invitee)?.inviter ?? standings.inviters.get(invitee);
  if (bound !== undefined) return bound === code.holder ? null : reject('RELATION_BOUND');
  if (uplines.includes(invitee)) return reject('RELATION_CYCLE');
  return standings.heads.has(invitee) ? reject('RELATION_HEAD') : null;
}

/** Binds whoever uses the code to its holder, where they are not bound yet, and counts them. */
export function relate(draft: Draft, { id, invitee }: RedemptionRow): void {
  const { standings, code, now } = draft.facts;
  if (
    standings === null ||
    draft.relations.get(invitee) !== undefined ||
    standings.inviters.has(invitee)
  )
    return;
  const ancestors = lineOf(draft.facts);
  draft.relations.set(invitee, {
    ...{ invitee, inviter: code.holder, ancestors, depth: standings.holderDepth + 1 },
    ...{ boundAt: now, code: code.id, redemption: id },
  });
  for (const [above, person] of ancestors.entries()) count(draft, person, above + 1);
}

function count(draft: Draft, person: SubjectId, level: number): void {
  const key = headsKey(level, person);
  draft.take(key, 1);
  const levels = traceLevelsOf(draft.terms.scenario);
  const heads = keysOf(person, levels).reduce((sum, each) => sum + draft.used(each), 0);
  const raisedAt = draft.facts.now;
  if (heads === headsAlarm) draft.relationAlarms.push({ person, alarm: 'heads', raisedAt });
  if (level === legalLine.levels && draft.used(key) === 1) {
    draft.relationAlarms.push({ person, alarm: 'levels', raisedAt });
  }
}

/** Those above whoever uses the code, as far as they are traced. */
function lineOf({ code, uplines, terms }: Facts): readonly SubjectId[] {
  return [code.holder, ...uplines].slice(0, traceLevelsOf(terms.scenario));
}

function keysOf(person: SubjectId, levels: number): readonly string[] {
  return Array.from({ length: levels }, (_, above) => headsKey(above + 1, person));
}
