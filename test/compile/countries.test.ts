import { getCountries } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';

import { countryMeant, isDialled, isOfCountry } from '../../compile/countries.ts';

test('numbers are dialled in the countries that phone numbers are read for', () => {
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  const dialled = codes.filter(isDialled);
  // Islands that ISO gives no code: they go by that of Saint Helena.
  const others = ['AC', 'TA'];
  expect([...dialled, ...others].sort()).toEqual([...getCountries()].sort());
});

test.each([
  ['UK', false, 'GB'],
  ['EU', false, undefined],
  ['ZZ', false, undefined],
  ['de', false, 'DE'],
  ['cn-31', false, 'CN'],
  ['Germany', false, 'DE'],
  ['CN-31', true, 'CN'],
])('%s is of a country: %s; meant is %s', (region, isRight, meant) => {
  expect([isOfCountry(region), countryMeant(region)]).toEqual([isRight, meant]);
});
