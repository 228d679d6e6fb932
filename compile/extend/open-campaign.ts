import { locate } from '../locate.ts';
import { open, wrongKind, type Source } from '../source.ts';
import type { Problem } from '../diagnostic.ts';
import type { Base } from './follow.ts';
import { say, type Language, type Said } from '../../lang/say.ts';
import { merge } from './merge.ts';
import type { Layers, Written } from './origin.ts';

type Opened = Extract<Source, { ok: true }>;

/** What a campaign says of itself, and never takes from another. */
const ownAtTop = ['apiVersion', 'kind', 'extends'];

/**
 * Scans and parses a campaign, with what it extends below it: `data` is the whole, and places are
 * found in the file that has them. Without `bases` only a text is known, which cannot extend.
 */
export function openCampaign(
  text: string,
  bases: readonly Base[] = [],
  language: Language = 'en',
): Source {
  const own = open(text, language);
  const { extends: named } = own.ok ? saidIn(own.data) : {};
  if (!own.ok || named === undefined || named === null) return own;
  const read = typeof named === 'string' ? readBases(bases, own.data, language) : notAPath;
  if (!read.ok) return { ok: false, found: [...own.found, locate(own.parsed, read.problem)] };
  const { opened } = read;
  const lowest = opened.map(({ data }, index) => layerOf(inherited(data), index + 1)).reverse();
  const whole = [...lowest, layerOf(without(own.data, ['extends']), 0)].reduce((below, above) =>
    merge(below, above),
  );
  const layers: Layers = { root: whole.origin, bases: opened };
  return { ...own, parsed: { ...own.parsed, layers }, data: whole.value };
}

interface OpenedBase extends Opened {
  readonly file: string;
}

interface Refused {
  readonly ok: false;
  readonly problem: Problem;
}

type Read = { readonly ok: true; readonly opened: readonly OpenedBase[] } | Refused;

/** Opens the bases one after the other, up to the one that extends nothing more. */
function readBases(bases: readonly Base[], own: unknown, language: Language): Read {
  const opened: OpenedBase[] = [];
  let named = saidIn(own).extends;
  for (let index = 0; named !== undefined; index += 1) {
    const base = bases[index];
    const read = base === undefined ? textOnly(named) : readBase(base, language);
    if (!read.ok) return read;
    opened.push(...read.opened);
    named = saidIn(read.opened[0]?.data).extends;
  }
  return { ok: true, opened };
}

function readBase(base: Base, language: Language): Read {
  if (!base.ok) return refused(base.code, base.message, rights[base.code]);
  const source = open(base.text, language);
  const [first] = source.found;
  if (!source.ok || first !== undefined) {
    const place = `${base.file}:${first?.line ?? 1}:${first?.column ?? 1}`;
    return broken(say`${place}: ${first?.message ?? say`it cannot be read`}`);
  }
  const [otherKind] = wrongKind(source.data, 'Campaign');
  if (otherKind !== undefined) return broken(say`${base.file}: ${otherKind.message}`);
  return { ok: true, opened: [{ ...source, file: base.file }] };
}

const rights = {
  BASE_UNREADABLE: say`the path of a campaign file in this repository, from this file: ./base.yaml`,
  BASE_CYCLE: say`a base that extends none of the files that extend it`,
  BASE_TOO_DEEP: say`at most 3 files behind one`,
} as const;

/** Without what was to be extended, all that is not said again would be missing. */
const notAPath = refused(
  'WRONG_TYPE',
  say`"extends" is not the path of one file`,
  rights.BASE_UNREADABLE,
);

function refused(code: Problem['code'], message: Said, expected: Said): Refused {
  return { ok: false, problem: { code, path: ['extends'], message, expected } };
}

function broken(message: Said): Read {
  return refused('BASE_BROKEN', message, say`a campaign file that can be read`);
}

function textOnly(named: unknown): Read {
  const message = say`the text extends ${String(named).slice(0, 60)}, and no file can be looked for here`;
  return refused(
    'BASE_UNREADABLE',
    message,
    say`the whole campaign, as \`usher resolve\` prints it`,
  );
}

function inherited(data: unknown): unknown {
  const rest = without(data, ownAtTop);
  const { metadata } = saidIn(rest);
  return metadata === undefined ? rest : { ...saidIn(rest), metadata: without(metadata, ['id']) };
}

function layerOf(value: unknown, layer: number): Written {
  return { value, origin: { layer, path: [] } };
}

function without(data: unknown, keys: readonly string[]): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  return Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)));
}

function saidIn(data: unknown): { readonly extends?: unknown; readonly metadata?: unknown } {
  return data ?? {};
}
