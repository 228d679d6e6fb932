import { expect, test } from 'vitest';

import { networkOf, surroundingsOf } from '../../client/source.ts';
import { identityIndex, sourceId, subjectId } from '../../client/subject.ts';
import { readKeyLists } from '../../store/keys/given-keys.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  [' 192.0.2.7 ', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::FFFF:c000:207', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
  ['192.0.2.7:51544', '192.0.2.7'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
])('%s stands for the network %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

test.each(['', 'localhost', '192.0.2', '1.2.3.4.5', '2001:db8', '::1::2', '10.0.0.1/8'])(
  '%j is no address',
  (text) => {
    expect(networkOf(text)).toBeUndefined();
  },
);

test.each([
  ['192.0.2.7', '192.0.2.0/24'],
  ['::ffff:192.0.2.7', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['nowhere', undefined],
])('around %s is %s', (ip, network) => {
  expect(surroundingsOf(ip)).toBe(network);
});

const key = (letter: string) => Buffer.alloc(32, letter).toString('base64');

function ringOf(...ids: readonly string[]) {
  const list = ids.map((id) => `${id}:${key(id)}`).join();
  const read = readKeyLists(list, list);
  if (!read.ok) throw new Error(read.problems.join());
  return read.ring;
}

test('people, devices and addresses stay who they are when a new key is put first', () => {
  const [before, after] = [ringOf('a'), ringOf('b', 'a')];
  expect(after.current).toBe('b');
  for (const ring of [before, after]) {
    expect(subjectId(ring, 'phone', '+86 138 0013 8000')).toBe(
      subjectId(before, 'phone', '+8613800138000'),
    );
    expect(identityIndex(ring, 'payee', 'w-1')).toBe(identityIndex(before, 'payee', 'w-1'));
    expect(sourceId(ring, '192.0.2.7')).toBe(sourceId(before, '192.0.2.7'));
  }
});

test.each(['', ' ', '0', '00000000-0000-0000-0000-000000000000', 'unknown', 'N/A', 'null'])(
  '%j names nothing that two people could share',
  (text) => {
    expect(identityIndex(ringOf('a'), 'device', text)).toBeUndefined();
  },
);

test.each([
  ['Ann@Example.com', 'ann@example.com', true],
  ['+86 138 0013 8000', '+8613800138000', true],
  ['0086-138-0013-8000', '+8613800138000', true],
  [' wallet-A ', 'wallet-A', true],
  ['wallet-A', 'wallet-a', false],
  ['622202 1234', '6222021234', false],
])('that %j and %j are one payee: %s', (one, other, isSame) => {
  const [first, second] = [one, other].map((text) => identityIndex(ringOf('a'), 'payee', text));
  expect(first === second).toBe(isSame);
});

test('all that is no address is one source', () => {
  const ring = ringOf('a');
  expect(sourceId(ring, 'spoofed-1, 203.0.113.7')).toBe(sourceId(ring, 'spoofed-2'));
});
