import { setTimeout as sleep } from 'node:timers/promises';

import type { Outside } from '../../client/outside.ts';
import type { Random } from '../../simulate/population/random.ts';
import { addressOf } from '../attack/guessing.ts';
import { classes, type CodeClass, type Values } from './codes.ts';

/** What is asked of a code. */
export const questions = ['get', 'check', 'redeem'] as const;
export type Question = (typeof questions)[number];

/** How often, and by how many at once. */
export interface Asking {
  readonly question: Question;
  readonly campaign: string;
  readonly samples: number;
  readonly lanes: number;
  readonly gridMs: number;
}

/** What answers took, in milliseconds by class, and how many different bodies there were. */
export interface Asked {
  readonly tookMs: Readonly<Record<CodeClass, readonly number[]>>;
  readonly bodies: readonly string[];
}

/**
 * Asks about codes of all classes in turns: each turn has every class once, in an order at random. Whoever asks
 * comes from an address of their own, and begins anywhere between two lines of the others' grids.
 */
export async function ask(
  outside: Outside,
  { values, random }: { readonly values: Values; readonly random: Random },
  asking: Asking,
): Promise<Asked> {
  const { campaign, samples, lanes, gridMs, question } = asking;
  const turns = Array.from({ length: samples / classes.length }, () => shuffled(random)).flat();
  const tookMs = { unknown: [], expired: [], foreign: [], revoked: [] } satisfies Record<
    CodeClass,
    number[]
  >;
  const took: Record<CodeClass, number[]> = tookMs;
  const bodies = new Set<string>();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      const n = next;
      next += 1;
      const of = turns[n];
      if (of === undefined) return;
      await sleep(random.below(gridMs));
      const code = values[of][random.below(values[of].length)] ?? '';
      const call = { code, campaign, ip: addressOf(n >> 16, n & 0xffff) };
      const begun = performance.now();
      const answer = await asked(outside, question, { ...call, invitee: `somebody-${String(n)}` });
      took[of].push(performance.now() - begun);
      bodies.add(JSON.stringify(answer));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { tookMs: took, bodies: [...bodies] };
}

function asked(
  outside: Outside,
  question: Question,
  call: Parameters<Outside['redeem']>[0],
): Promise<unknown> {
  if (question !== 'get') return outside[question](call);
  const { code, campaign, ip } = call;
  return outside.get({ code, ...(campaign === undefined ? {} : { campaign }), ...(ip && { ip }) });
}

function shuffled(random: Random): readonly CodeClass[] {
  return classes
    .map((of) => ({ of, at: random.next() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ of }) => of);
}
