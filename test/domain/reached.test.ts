import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WantedMilestone } from '../../domain/campaign/milestones.ts';
import type { WhenTerms } from '../../domain/campaign/terms.ts';
import type { Report } from '../../domain/commit/report.ts';
import { minorUnits } from '../../domain/money.ts';
import { progressOf } from '../../domain/reward/reached.ts';
import { duration, instant } from '../../domain/time.ts';

const name = fc.constantFrom('a', 'b');
const wanted: fc.Arbitrary<WantedMilestone> = fc.oneof(
  name,
  fc.record({
    milestone: name,
    times: fc.integer({ min: 1, max: 3 }),
    atLeast: fc.constantFrom(null, { minor: minorUnits(2), property: null }),
    withinMs: fc.constantFrom(null, duration(5)),
  }),
);
const when: fc.Arbitrary<WhenTerms> = fc
  .tuple(fc.array(wanted, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([milestones, isOrdered]) =>
    isOrdered ? { milestones, inOrder: true, condition: null } : { milestones, condition: null },
  );
const reports: fc.Arbitrary<readonly Report[]> = fc
  .array(fc.tuple(name, fc.integer({ min: 1, max: 3 })), { maxLength: 12 })
  .map((all) => all.map(([milestone, minor], at) => ({ milestone, at: instant(at), minor })));

function way(some: readonly Report[], heard: readonly Report[]) {
  const milestones = [...new Set(heard.map(({ milestone }) => milestone))];
  return { at: instant(0), milestones, reports: some };
}

it('what did not count can be forgotten, whatever comes after', () => {
  fc.assert(
    fc.property(when, reports, (wants, heard) => {
      let kept: readonly Report[] = [];
      for (const [index, report] of heard.entries()) {
        const soFar = heard.slice(0, index + 1);
        const pruned = way([...kept, report], soFar);
        const { reached, counted } = progressOf(wants, pruned);
        expect(reached).toBe(progressOf(wants, way(soFar, soFar)).reached);
        kept = pruned.reports.filter((one) => counted.includes(one));
      }
    }),
    { numRuns: 2000 },
  );
});

it('what was reached stays reached', () => {
  fc.assert(
    fc.property(when, reports, (wants, heard) => {
      const found = heard.map((_, index) => {
        const soFar = heard.slice(0, index + 1);
        return progressOf(wants, way(soFar, soFar)).reached;
      });
      expect(found.lastIndexOf(false)).toBeLessThan(
        found.includes(true) ? found.indexOf(true) : Infinity,
      );
    }),
    { numRuns: 2000 },
  );
});
