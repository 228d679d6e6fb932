import { describe, expect, it } from 'vitest';

import { duration } from '../../domain/time.ts';
import { hour, policyOf, Stage } from './stage.ts';

describe('what a policy decides', () => {
  it('is answered with its version, and with what the rules that fired compare, and have found', async () => {
    const when = {
      all: [
        { fact: 'channel', operator: 'equal', value: 'poster' },
        { not: { fact: 'generation', operator: 'greaterThan', value: 1 } },
      ],
    } as const;
    const thresholds = [
      { rule: 'posters', fact: 'channel', operator: 'equal', value: 'poster' },
      { rule: 'posters', fact: 'generation', operator: 'greaterThan', value: 1 },
    ];
    const review = { kind: 'review', withinMs: duration(hour), otherwise: 'refuse' } as const;
    for (const answer of [review, { kind: 'refuse' } as const]) {
      const stage = await Stage.of({}, { policy: policyOf({ id: 'posters', when, answer }) });
      const decided = await stage.redeem('bob', { channel: 'poster' });
      const facts = { channel: 'poster', generation: 1 };
      const told = { policy: 'policy-digest', thresholds, facts, rules: ['posters'] };
      expect(decided).toMatchObject(told);
      const passed = await stage.redeem('cat');
      expect(passed).toMatchObject({ ok: true, policy: 'policy-digest' });
      expect(passed).not.toHaveProperty('thresholds');
      expect(passed).not.toHaveProperty('facts');
    }
  });
});
