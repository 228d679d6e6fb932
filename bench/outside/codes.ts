import type pg from 'pg';
import { v7 as uuid } from 'uuid';

import { alphabets } from '../../domain/campaign/alphabet.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { newCode } from '../../domain/code/new-code.ts';
import type { CodeState } from '../../domain/code/state.ts';
import type { CodeId, Digest, SubjectId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import type { Random } from '../../simulate/population/random.ts';
import { insertCode } from '../../store/codes/insert-code.ts';
import { open, type KeyRing } from '../../store/keys/key-ring.ts';
import { mintValue } from '../../store/keys/value.ts';

/** Why a code cannot be used, of those that nobody outside is to tell apart. */
export const classes = ['unknown', 'expired', 'foreign', 'revoked'] as const;
export type CodeClass = (typeof classes)[number];

/** Values of each class. */
export type Values = Readonly<Record<CodeClass, readonly string[]>>;

/** A published version of a campaign. */
export interface Published {
  readonly terms: Terms;
  readonly digest: Digest;
}

interface Making {
  readonly pool: pg.Pool;
  readonly keys: KeyRing;
  readonly random: Random;
  readonly here: Published;
  readonly elsewhere: Published;
}

const hour = 3_600_000;

/** `count` values of each class, under the campaign that is asked about or, if foreign, under another one. */
export async function makeValues(making: Making, count: number): Promise<Values> {
  const { here, elsewhere, random } = making;
  const numbers = Array.from({ length: count }, (_, n) => n);
  const ended = instant(Date.now() - hour);
  const many = async (of: Published, change: (state: CodeState) => CodeState) => {
    const values: string[] = [];
    for (const n of numbers) values.push(await insert(making, of, { change, n }));
    return values;
  };
  return {
    unknown: numbers.map(() => valueAtRandom(random)),
    expired: await many(here, (state) => ({ ...state, expiresAt: ended })),
    foreign: await many(elsewhere, (state) => state),
    revoked: await many(here, (state) => ({
      ...state,
      ...{ status: 'revoked', endedAt: ended, settleAt: instant(ended + 720 * hour) },
    })),
  };
}

async function insert(
  { pool, keys }: Making,
  { terms, digest }: Published,
  { change, n }: { readonly change: (state: CodeState) => CodeState; readonly n: number },
): Promise<string> {
  const id = uuid() as CodeId;
  const state = change(newCode(terms, { endsAt: null }, instant(Date.now() - 2 * hour)));
  const row = {
    ...{ id, campaign: terms.campaign, digest, holder: `holder-${String(n)}` as SubjectId },
    ...{ lineage: id, predecessor: null, successor: null, channel: null, parameters: {} },
    ...{ personalPrefix: '', trackingId: uuid(), revision: 0, state },
  };
  const sealed = await insertCode(pool, {
    code: row,
    terms,
    mint: (code) => mintValue(keys, terms.code.format, code),
    committedBy: 'bench',
  });
  return open(keys, id, sealed);
}

/** One of 32^12 twelve letters and digits: that it is a code's is out of the question. */
export function valueAtRandom(random: Random): string {
  const { unambiguous } = alphabets;
  return Array.from({ length: 12 }, () => unambiguous[random.below(unambiguous.length)]).join('');
}
