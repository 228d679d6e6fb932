import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { useOperation } from '../../client/operations.ts';
import { openPlaces } from '../../client/places/open-places.ts';
import { readKeyLists } from '../../store/keys/given-keys.ts';
import { mmdbOf } from '../support/mmdb.ts';

const directory = mkdtempSync(join(tmpdir(), 'usher-places-'));

function file(name: string, content: Buffer | string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

test.each([
  ['193.99.144.80', 'DE'],
  ['::ffff:193.99.144.80', 'DE'],
  ['[2a02:2e0::9]:443', 'DE'],
  ['8.8.8.8', 'US'],
  ['114.114.114.114:51544', 'CN'],
])('%s is registered in %s', (ip, sourceCountry) => {
  expect(openPlaces().of(ip)).toEqual({ sourceCountry });
});

test.each(['10.1.2.3', '127.0.0.1', '::1', 'fe80::1%eth0', 'nowhere', ''])(
  'nothing is known of %j',
  (ip) => {
    expect(openPlaces().of(ip)).toEqual({});
  },
);

test("the operator's own files take the place of the usual ones", () => {
  const countries = file('maxmind.mmdb', mmdbOf({ country: { iso_code: 'NZ' } }));
  const networks = file('asn.mmdb', mmdbOf({ autonomous_system_number: 24_940 }));
  const places = openPlaces({ countries, networks });
  expect(places.of('8.8.8.8')).toEqual({ sourceCountry: 'NZ', sourceAsn: 24_940 });
  expect(places.of('193.99.144.80')).toEqual({});
});

test('records that say something else say nothing', () => {
  const countries = file('odd.mmdb', mmdbOf({ country_code: 'none', autonomous_system_number: 0 }));
  expect(openPlaces({ countries, networks: countries }).of('8.8.8.8')).toEqual({});
});

test.each([
  ['is not there', join(directory, 'missing.mmdb')],
  ['is no mmdb', file('text.mmdb', 'country,code\n')],
])('a file that %s is named', (_, countries) => {
  expect(() => openPlaces({ countries })).toThrow(`${countries} cannot be read as mmdb`);
});

test('of the address itself nothing is left in what goes to the code', () => {
  const list = `a:${Buffer.alloc(32, 'a').toString('base64')}`;
  const read = readKeyLists(list, list);
  if (!read.ok) throw new Error(read.problems.join());
  const call = { code: 'X', invitee: 'bob', ip: '193.99.144.80' };
  const operation = useOperation({ keys: read.ring, places: openPlaces() }, 'redeem', call);
  expect(operation.fields).toMatchObject({ sourceCountry: 'DE' });
  expect(JSON.stringify(operation)).not.toContain('193.99');
});
