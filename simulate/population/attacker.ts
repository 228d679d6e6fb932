import { alphabets } from '../../domain/campaign/alphabet.ts';
import type { CodeId, SourceId, SubjectId } from '../../domain/ids.ts';
import type { AttackKind } from '../../domain/population/population.ts';
import { lookUpUnknown } from '../look-up.ts';
import { redeemAndGoOn } from './invitee.ts';
import { personId, sourceId, type PersonPath } from './names.ts';
import type { Random } from './random.ts';
import type { Invitee, World } from './world.ts';

/** Somebody who wants rewards and brings nobody. */
interface Attacker {
  readonly kind: AttackKind;
  readonly path: PersonPath;
  readonly person: SubjectId;
  readonly random: Random;
}

/** An attacker comes, and tries as often as attackers of this kind do. */
export async function attack(world: World, kind: AttackKind, path: PersonPath): Promise<void> {
  const person = personId(kind, path);
  const random = world.random(...path);
  const attacker = { kind, path, person, random };
  if (kind !== 'codeGuessing' && (await world.codeOf(person, undefined)) === undefined) return;
  world.recorder.figures.people[kind].people += 1;
  goOn(world, attacker, kind === 'selfReferral' ? 0 : 1);
}

/** Try number `n`; number 0 is in the attacker's own name. */
function goOn(world: World, attacker: Attacker, n: number): void {
  const { kind, random, person } = attacker;
  const { identities, everyMs } = world.population.attackers[kind];
  if (n > identities) {
    world.leave(person);
    return;
  }
  const at = world.hours.busyFrom(world.now + random.exponential(everyMs), random);
  world.agenda.plan(at, async () => {
    if (kind === 'codeGuessing') await guess(world, attacker, n);
    else await redeem(world, attacker, n);
    goOn(world, attacker, n + 1);
  });
}

async function redeem(world: World, attacker: Attacker, n: number): Promise<void> {
  const code = await world.codeOf(attacker.person, undefined);
  if (code !== undefined) await redeemAs(world, attacker, n, code);
}

async function redeemAs(
  world: World,
  { kind, path, person, random }: Attacker,
  n: number,
  code: CodeId,
): Promise<void> {
  const identity = [...path, n];
  const invitee: Invitee = {
    id: n === 0 ? person : personId(kind, identity),
    source: sourceOf(kind, path, n),
    channel: undefined,
    existing: false,
  };
  await redeemAndGoOn(world, random, {
    ...{ code, holder: person, invitee },
    reach: () => world.population.attackers.reach,
    done: () => {
      if (n > 0) world.leave(invitee.id);
    },
  });
}

/** Where tries come from: who rotates addresses has another one each time. */
function sourceOf(kind: AttackKind, path: PersonPath, n: number): SourceId {
  return kind === 'ipRotation' ? sourceId('r', ...path, n) : sourceId(kind, ...path);
}

/** A value at random: nearly always there is no such code, and the look-up is counted all the same. */
async function guess(world: World, attacker: Attacker, n: number): Promise<void> {
  const { campaign, simulation, recorder, now } = world;
  const { kind, path, random } = attacker;
  const { alphabet, length } = campaign.terms.code.format;
  const values = alphabets[alphabet].length ** length;
  if (random.chance(simulation.store.openCodes / values)) {
    const codes = [...simulation.store.codes.keys()];
    const hit = codes[random.below(codes.length)];
    if (hit !== undefined) await redeemAs(world, attacker, n, hit);
    return;
  }
  const source = sourceOf(kind, path, n);
  const answer = await lookUpUnknown(simulation.store, campaign.policy, { source, now });
  recorder.tried(kind, answer, true);
}
