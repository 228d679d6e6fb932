import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubjectId } from '../../domain/ids.ts';
import {
  connectedMax,
  identityKey,
  identityKinds,
  tiesOf,
  type IdentityKind,
  type Tie,
} from '../../domain/policy/ties.ts';

const person = (name: string) => name as SubjectId;
const tie = (name: string, kind: IdentityKind, index: string): Tie => ({
  identity: identityKey(kind, index),
  subject: person(name),
});

describe('ties between people', () => {
  it('say what invitee and inviter share, in a fixed order', () => {
    const ties = [
      tie('ann', 'device', 'd1'),
      tie('bob', 'device', 'd1'),
      tie('ann', 'phone', 'p1'),
      tie('bob', 'phone', 'p1'),
      tie('bob', 'payee', 'w1'),
    ];
    const { shared, people } = tiesOf(ties, { person: person('bob'), inviter: person('ann') });
    expect(shared).toEqual(['phone', 'device']);
    expect(people).toEqual({ phone: 2, payee: 1, device: 2 });
  });

  it('nobody shares anything with themselves', () => {
    const ties = [tie('ann', 'device', 'd1')];
    const own = { person: person('ann'), inviter: person('ann') };
    expect(tiesOf(ties, own).shared).toEqual([]);
  });

  it('reach through others, and stop at a crowd', () => {
    const chain = Array.from({ length: 6 }, (_, n) => [
      tie(`p${n}`, 'device', `d${n}`),
      tie(`p${n + 1}`, 'device', `d${n}`),
    ]).flat();
    const of = { person: person('p0'), inviter: person('ann') };
    expect(tiesOf(chain, of).connected).toBe(7);
    const crowd = Array.from({ length: 500 }, (_, n) => tie(`p${n}`, 'payee', 'w'));
    expect(tiesOf(crowd, of).connected).toBe(connectedMax);
    expect(tiesOf([], of).connected).toBe(1);
  });

  it('count as many as a union of sets does, whatever the ties', () => {
    const some = fc.record({
      subject: fc.integer({ min: 0, max: 9 }),
      kind: fc.constantFrom(...identityKinds),
      index: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), (drawn) => {
        const ties = drawn.map(({ subject, kind, index }) => ({
          subject: person(`p${subject}`),
          identity: identityKey(kind, String(index)),
        }));
        const group = new Map<string, number>(ties.map(({ subject }, n) => [subject, n]));
        // As often as there are people: each pass carries the smaller number one tie further.
        for (let pass = 0; pass < 10; pass += 1) {
          for (const one of ties) {
            for (const other of ties) {
              if (one.identity !== other.identity) continue;
              const least = Math.min(group.get(one.subject) ?? 0, group.get(other.subject) ?? 0);
              group.set(one.subject, least);
              group.set(other.subject, least);
            }
          }
        }
        for (const [subject, number] of group) {
          const alike = [...group.values()].filter((one) => one === number).length;
          const found = tiesOf(ties, { person: person(subject), inviter: person('nobody') });
          expect(found.connected).toBe(alike);
        }
      }),
    );
  });
});
