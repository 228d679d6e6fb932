import { expect, test } from 'vitest';

import { networkOf } from '../../client/source.ts';

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
])('%s stands for the network %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});

test.each(['', 'localhost', '192.0.2', '1.2.3.4.5', '2001:db8', '::1::2', '10.0.0.1/8'])(
  '%j is no address',
  (text) => {
    expect(networkOf(text)).toBeUndefined();
  },
);
