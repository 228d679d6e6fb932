import { assert } from '../domain/assert.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Digest } from '../domain/ids.ts';
import type { Policies } from '../domain/policy/policy.ts';
import { loadPolicies } from '../store/campaigns/policies.ts';
import type { Packets } from '../domain/reward/packets.ts';
import { loadVersion } from '../store/campaigns/campaign-row.ts';
import { createScreens, type Screens } from '../store/content/screens.ts';
import { loadPackets } from '../store/draws/draw-rows.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import type { Db } from '../store/query.ts';

/** Terms and policies as they are to be applied, without asking the database every time. */
export interface Rulebook {
  terms(db: Db, digest: Digest): Promise<Terms>;
  policies(db: Db, id: string): Promise<Policies>;
  /** What looks through wordings, by the list in force. */
  readonly screen: Screens;
  /** The packets of the draws of terms. */
  packets(db: Db, terms: Terms): Promise<Packets>;
}

/** Versions are immutable, so the only bound is memory. */
const termsMax = 200;
/** A new policy applies to codes that are already out within this time. */
const policyMaxAgeMs = 2_000;

/** A rulebook with nothing in it yet. */
export function createRulebook(keys: KeyRing): Rulebook {
  const versions = new Map<Digest, Terms>();
  const packets = new WeakMap<Terms, Packets>();
  const policies = new Map<string, { readonly found: Policies; readonly until: number }>();
  return {
    screen: createScreens(),
    terms: async (db, digest) => {
      const known = versions.get(digest);
      if (known !== undefined) return known;
      const version = await loadVersion(db, digest);
      assert(version !== undefined, `version ${digest} is not published here`);
      const [oldest] = versions.keys();
      if (versions.size >= termsMax && oldest !== undefined) versions.delete(oldest);
      versions.set(digest, version.terms);
      return version.terms;
    },
    packets: async (db, terms) => {
      const known = packets.get(terms) ?? (await loadPackets(db, keys, terms));
      packets.set(terms, known);
      return known;
    },
    policies: async (db, id) => {
      const known = policies.get(id);
      if (known !== undefined && performance.now() < known.until) return known.found;
      const found = await loadPolicies(db, id);
      assert(found !== undefined, `risk policy ${id} is not published here`);
      policies.set(id, { found, until: performance.now() + policyMaxAgeMs });
      return found;
    },
  };
}
