/**
 * 53 bits that are the same for the same text, and look drawn: FNV-1a of its UTF-16 units from two starts
 * (Fowler, Noll and Vo), each spread by the last step of MurmurHash3 (Appleby, public domain). No secret
 * is safe in them.
 */
export function mixedBits(text: string): number {
  const high = spread(fnv1a(text, 0x811c9dc5));
  const low = spread(fnv1a(text, high));
  return low * 2 ** 21 + (high >>> 11);
}

const fnvPrime = 16_777_619;

function fnv1a(text: string, start: number): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), fnvPrime);
    hash = Math.imul(hash ^ (unit >>> 8), fnvPrime);
  }
  return hash >>> 0;
}

/** Every bit of the result depends on every bit of the hash. */
function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
