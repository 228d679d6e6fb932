import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that an address stands for: an IPv4 address as it is (also when written as
 * `::ffff:192.0.2.1`), of an IPv6 address its /64, since one household has a whole one. Undefined
 * for anything that is not an address.
 */
export function networkOf(ip: string): string | undefined {
  const address = withoutPort(ip.trim());
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return undefined;
  const groups = ipv6Groups(address);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return dotted(groups.slice(6));
  const prefix = groups.slice(0, 4).map((group) => group.toString(16));
  return `${prefix.join(':')}::/64`;
}

/** The network around it: an IPv4 /24 or an IPv6 /48. Undefined for anything that is not an address. */
export function surroundingsOf(ip: string): string | undefined {
  const network = networkOf(ip);
  if (network === undefined) return undefined;
  const isDotted = isIPv4(network);
  const parts = network.split(isDotted ? '.' : ':').slice(0, 3);
  return isDotted ? `${parts.join('.')}.0/24` : `${parts.join(':')}::/48`;
}

/** Proxies add the port: `203.0.113.7:443`, `[2001:db8::1]:443`. */
function withoutPort(text: string): string {
  const [, bracketed, dottedOnly] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? [];
  return bracketed ?? dottedOnly ?? text;
}

/** The eight groups of an IPv6 address that `isIPv6` has accepted; its zone is left out. */
function ipv6Groups(address: string): number[] {
  const [plain = ''] = address.split('%');
  const [head = '', tail] = plain.split('::');
  const before = groupsOf(head);
  if (tail === undefined) return before;
  const after = groupsOf(tail);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function groupsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function dotted(groups: readonly number[]): string {
  return groups.flatMap((group) => [group >>> 8, group & 0xff]).join('.');
}
