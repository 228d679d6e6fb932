import { setTimeout as sleep } from 'node:timers/promises';

import type { Outside } from '../../client/outside.ts';
import type { Random } from '../../simulate/population/random.ts';
import { addressOf } from '../attack/guessing.ts';
import { classes, type CodeClass, type Values } from './codes.ts';

/** What is asked of a code. */
export const questions = ['get', 'check', 'redeem', 'click', 'sendPassword'] as const;
export type Question = (typeof questions)[number];

/** How often, and by how many at once. */
export interface Asking {
  readonly samples: number;
  readonly lanes: number;
}

/** How long an answer took, in milliseconds. */
export interface Took {
  readonly of: CodeClass;
  readonly question: Question;
  readonly ms: number;
}

/** What answers took, and which bodies there were to each question. */
export interface Asked {
  readonly took: readonly Took[];
  readonly bodies: readonly (readonly [Question, string])[];
}

/** Nobody asks twice, so that no bound on who asks answers in place of the code. */
let asker = 0;

/** How long each of those who ask waits at most before they ask again, in milliseconds. */
const pauseMsMax = 50;

/**
 * Asks all questions about codes of all classes in turns: each turn has every pair once, in an order at random. Whoever
 * asks comes from an address of their own.
 */
export async function ask(
  outside: Outside,
  { values, random }: { readonly values: Values; readonly random: Random },
  asking: Asking,
): Promise<Asked> {
  const { samples, lanes } = asking;
  const turns = Math.ceil(samples / pairs.length);
  const order = Array.from({ length: turns }, () => shuffled(random)).flat();
  const took: Took[] = [];
  const bodies = new Map<string, readonly [Question, string]>();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      const n = next;
      next += 1;
      const asks = order[n];
      if (asks === undefined) return;
      const { of, question } = asks;
      await sleep(random.below(pauseMsMax));
      const { campaign, values: codes } = values[of];
      const code = codes[random.below(codes.length)] ?? '';
      asker += 1;
      const call = { code, campaign, ip: addressOf(asker >> 16, asker & 0xffff), asker };
      const begun = performance.now();
      const answer = await asked(outside, question, call);
      took.push({ of, question, ms: performance.now() - begun });
      // Until when a password is good is told of every code, and follows the clock.
      const body = JSON.stringify('expiresAt' in answer ? { ...answer, expiresAt: '' } : answer);
      bodies.set(`${question} ${body}`, [question, body]);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { took, bodies: [...bodies.values()] };
}

interface Call {
  readonly code: string;
  readonly campaign: string;
  readonly ip: string;
  readonly asker: number;
}

function asked(outside: Outside, question: Question, { asker: n, ...call }: Call): Promise<object> {
  const who = `somebody-${String(n)}`;
  switch (question) {
    case 'get':
      return outside.get(call);
    case 'click':
      // Nobody has opened this share before.
      return outside.click({ ...call, visitor: who, share: who });
    case 'sendPassword':
      return outside.sendPassword({ ...call, phone: `+86138${String(n).padStart(8, '0')}` });
    default:
      return outside[question]({ ...call, invitee: who });
  }
}

const pairs = classes.flatMap((of) => questions.map((question) => ({ of, question })));

function shuffled(random: Random): typeof pairs {
  return pairs
    .map((pair) => ({ pair, at: random.next() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ pair }) => pair);
}
