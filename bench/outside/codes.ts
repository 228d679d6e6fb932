import type pg from 'pg';
import { v7 as uuid } from 'uuid';

import { alphabets } from '../../domain/campaign/alphabet.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { newCode } from '../../domain/code/new-code.ts';
import type { CodeState } from '../../domain/code/state.ts';
import type { CampaignId, CodeId, Digest, SubjectId } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { instant } from '../../domain/time.ts';
import type { Random } from '../../simulate/population/random.ts';
import { insertCode } from '../../store/codes/insert-code.ts';
import { open, type KeyRing } from '../../store/keys/key-ring.ts';
import { mintValue } from '../../store/keys/value.ts';
import { giveSanction } from '../../store/parties/by-hand.ts';

/** Why a code cannot be used, of those that nobody outside is to tell apart. */
export const classes = [
  ...(['unknown', 'expired', 'foreign', 'revoked'] as const),
  // By a code that has expired, so that its line is over; its holder is kept out; its campaign stands still.
  ...(['replaced', 'suspended', 'paused'] as const),
] as const;
export type CodeClass = (typeof classes)[number];

/** Values of a class, and the campaign that is named where they are asked about. */
export interface CodesAsked {
  readonly campaign: CampaignId;
  readonly values: readonly string[];
}
export type Values = Readonly<Record<CodeClass, CodesAsked>>;

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
  readonly paused: Published;
}

/** A code to be made, as far as it is not as it was issued. */
interface Made {
  readonly id?: CodeId;
  readonly holder?: SubjectId;
  readonly successor?: CodeId;
  readonly state?: Partial<CodeState>;
}

const hour = 3_600_000;
const ended = instant(Date.now() - hour);
const over = { endedAt: ended, settleAt: instant(ended + 720 * hour) };

/** `count` values of each class, under the campaign that is asked about or, if foreign, under another one. */
export async function makeValues(making: Making, count: number): Promise<Values> {
  const { here, elsewhere, paused, random } = making;
  const numbers = Array.from({ length: count }, (_, n) => n);
  const many = async (of: Published, made: (n: number) => Made | Promise<Made>) => {
    const values: string[] = [];
    for (const n of numbers) values.push(await insert(making, of, await made(n)));
    return values;
  };
  const asHere = (values: readonly string[]): CodesAsked => ({
    ...{ campaign: here.terms.campaign, values },
  });
  return {
    unknown: asHere(numbers.map(() => valueAtRandom(random))),
    expired: asHere(await many(here, () => ({ state: { expiresAt: ended } }))),
    foreign: asHere(await many(elsewhere, () => ({}))),
    revoked: asHere(await many(here, () => ({ state: { status: 'revoked', ...over } }))),
    replaced: asHere(await many(here, () => replaced(making))),
    suspended: asHere(await many(here, (n) => suspended(making, n))),
    paused: { campaign: paused.terms.campaign, values: await many(paused, () => ({})) },
  };
}

async function replaced(making: Making): Promise<Made> {
  const successor = uuid() as CodeId;
  await insert(making, making.here, { id: successor, state: { expiresAt: ended } });
  const forwardUntil = instant(Date.now() + 720 * hour);
  return { successor, state: { status: 'replaced', ...over, forwardUntil } };
}

async function suspended({ pool, here }: Making, n: number): Promise<Made> {
  const holder = `kept-out-${String(n)}` as SubjectId;
  const by = { actor: 'bench', reason: 'bench', now: instant(Date.now()), until: null };
  await giveSanction(pool, {
    ...{ ...by, party: partyKey('person', holder), scope: here.terms.campaign },
  });
  return { holder };
}

async function insert(
  { pool, keys }: Making,
  { terms, digest }: Published,
  { id = uuid() as CodeId, holder = `holder-${id}` as SubjectId, successor, state }: Made,
): Promise<string> {
  const row = {
    ...{ id, campaign: terms.campaign, digest, holder, successor: successor ?? null },
    ...{ lineage: id, predecessor: null, channel: null, parameters: {} },
    ...{ personalPrefix: '', trackingId: uuid(), revision: 0 },
    state: { ...newCode(terms, { endsAt: null }, instant(Date.now() - 2 * hour)), ...state },
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
