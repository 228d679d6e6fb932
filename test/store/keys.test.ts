import { describe, expect, it } from 'vitest';

import type { CodeFormat } from '../../domain/campaign/terms.ts';
import type { CodeId } from '../../domain/ids.ts';
import {
  blindIndex,
  generateKeyRing,
  open,
  parseKeyRing,
  seal,
} from '../../store/keys/key-ring.ts';
import {
  alphabets,
  generateValue,
  mintValue,
  normaliseInput,
  sealValue,
} from '../../store/keys/value.ts';
import { testKeys } from './fixture.ts';

const code = '0198a000-0000-7000-8000-000000000001' as CodeId;
const other = '0198a000-0000-7000-8000-000000000002' as CodeId;
const format = (changes: Partial<CodeFormat>): CodeFormat => ({
  alphabet: 'unambiguous',
  length: 12,
  prefix: '',
  checkCharacter: false,
  ...changes,
});

describe('a value', () => {
  it.each(['digits', 'unambiguous', 'mixed'] as const)('is made of %s, all of them', (alphabet) => {
    const values = Array.from({ length: 400 }, () =>
      generateValue(format({ alphabet, length: 20, prefix: 'AB' })),
    );
    expect(values.every((value) => value.startsWith('AB') && value.length === 22)).toBe(true);
    expect(new Set(values).size).toBe(400);
    const seen = new Set(values.flatMap((value) => value.slice(2).split('')));
    expect([...seen].sort()).toEqual(alphabets[alphabet].split('').sort());
  });

  it('is never made of what looks like something else', () => {
    expect(alphabets.unambiguous).toHaveLength(32);
    expect(alphabets.unambiguous).not.toMatch(/[ILOUa-z]/);
  });
});

describe('what somebody types', () => {
  it.each([
    ['7K2M9QXA4RTV', '7K2M9QXA4RTV'],
    [' 7k2m-9qxa-4rtv ', '7K2M9QXA4RTV'],
    ['7K2M 9QXA\t4RTV', '7K2M9QXA4RTV'],
    ['７Ｋ２Ｍ９ＱＸＡ４ＲＴＶ', '7K2M9QXA4RTV'],
    ['7K2M–9QXA—4RTV', '7K2M9QXA4RTV'],
    ['\u200b7K2M9QXA4RTV\ufeff', '7K2M9QXA4RTV'],
    ['OI-lo', '0110'],
    ['', undefined],
    [' - ', undefined],
    ['7'.repeat(129), undefined],
  ])('%j stands for %j', (typed, wanted) => {
    expect(normaliseInput(typed, format({}))).toEqual(wanted === undefined ? [] : [wanted]);
  });

  it('keeps small letters and look-alikes where the alphabet tells them apart', () => {
    const mixed = format({ alphabet: 'mixed' });
    expect(normaliseInput(' aB0-Ol1 ', mixed)).toEqual(['aB0Ol1']);
  });

  it('is tried as it stands first, then folded, when the alphabet is not known', () => {
    expect(normaliseInput('aB0-Ol1')).toEqual(['aB0Ol1', 'AB0011']);
    expect(normaliseInput('AB00')).toEqual(['AB00']);
  });

  it('finds a code whose prefix has look-alikes', () => {
    const ring = testKeys('k-1');
    const own = format({ prefix: 'Oil' });
    const minted = sealValue(ring, own, { code, value: 'Oil7K2M' });
    const [typed] = normaliseInput('oil-7k2m', own);
    expect(blindIndex(ring, 'code', typed ?? '').index).toEqual(minted.index);
    expect(open(ring, code, minted)).toBe('Oil7K2M');
  });
});

describe('a key ring', () => {
  it('reads what it has written, and adds a key in front of the former ones', () => {
    const first = testKeys('k-1');
    const second = testKeys('k-2', first);
    expect(second.current).toBe('k-2');
    expect([...second.keys.keys()].sort()).toEqual(['k-1', 'k-2']);
    expect(second.keys.get('k-1')).toEqual(first.keys.get('k-1'));
  });

  it('names everything that is wrong at once', () => {
    const text = '{"current":"z","keys":[{"id":"k-1","pepper":"c2hvcnQ="},{"id":"K 1"}]}';
    expect(parseKeyRing(text)).toMatchObject({
      ok: false,
      problems: [
        'the pepper of key k-1 is not 32 bytes in base64',
        'the sealing key of key k-1 is not 32 bytes in base64',
        'each key has an id of small letters, digits and dashes',
        '`current` names none of the keys',
      ],
    });
    expect(parseKeyRing('{')).toMatchObject({ ok: false });
    expect(parseKeyRing(generateKeyRing('k-1'))).toMatchObject({ ok: true });
  });

  it('gives the same text unlike indexes as code, as network and under another key', () => {
    const ring = testKeys('k-2', testKeys('k-1'));
    const indexes = [
      blindIndex(ring, 'code', '12345678'),
      blindIndex(ring, 'source', '12345678'),
      blindIndex(ring, 'code', '12345678', 'k-1'),
    ];
    expect(new Set(indexes.map(({ index }) => index.toString('hex'))).size).toBe(3);
  });

  it('opens what former keys have sealed, and nothing that was altered or is of another code', () => {
    const former = testKeys('k-1');
    const ring = testKeys('k-2', former);
    const sealed = seal(former, code, '7K2M9QXA4RTV');
    expect(open(ring, code, sealed)).toBe('7K2M9QXA4RTV');
    expect(() => open(ring, other, sealed)).toThrow();
    const altered = Buffer.from(sealed.sealed);
    altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
    expect(() => open(ring, code, { ...sealed, sealed: altered })).toThrow();
    expect(seal(former, code, 'same').sealed).not.toEqual(seal(former, code, 'same').sealed);
  });

  it('mints a value with its indexes under all keys', () => {
    const ring = testKeys('k-2', testKeys('k-1'));
    const minted = mintValue(ring, format({}), code);
    expect(minted).toMatchObject(blindIndex(ring, 'code', minted.value));
    expect(minted.former).toEqual([blindIndex(ring, 'code', minted.value, 'k-1')]);
    expect(open(ring, code, minted)).toBe(minted.value);
  });
});
