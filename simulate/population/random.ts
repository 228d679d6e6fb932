const golden = 0x9e3779b9;

/**
 * Random numbers that are the same for the same seeds: sfc32 (Chris Doty-Humphrey, PractRand, public
 * domain). Every person has a stream of their own, so that what one does moves nobody else's dice.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(...seeds: readonly number[]) {
    let mixed = golden;
    for (const seed of seeds) mixed = mix(mixed ^ Math.trunc(seed)) ^ mix(seed / 4_294_967_296);
    this.a = mix(mixed + golden);
    this.b = mix(mixed + 2 * golden);
    this.c = mix(mixed + 3 * golden);
    for (let round = 0; round < 8; round += 1) this.next();
  }

  /** From 0, 1 excluded. */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number from 0, `below` excluded. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** Waiting time of an event that comes after `mean` on average. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }

  /** How many of independent rare events happen: Knuth's product for few, a normal one for many. */
  poisson(mean: number): number {
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }

  /** Standard normal, by Box and Muller (1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** One of some things by weight; undefined where there is none. */
  pick<Thing>(weighted: readonly (readonly [Thing, number])[]): Thing | undefined {
    const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
    let left = this.next() * total;
    for (const [thing, weight] of weighted) {
      left -= weight;
      if (left < 0) return thing;
    }
    return undefined;
  }
}

/** The last step of MurmurHash3 (Austin Appleby, public domain). */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
