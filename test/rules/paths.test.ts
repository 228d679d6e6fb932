import { describe, expect, it } from 'vitest';
import type { Condition } from '../../domain/policy/condition.ts';
import { conditionsThatHold } from '../../rules/evaluate.ts';

/** A condition as it would be if somebody got round the schema. */
async function holds(when: object, facts: Record<string, string>): Promise<boolean> {
  const held = await conditionsThatHold([{ id: 'it', when: when as Condition }], facts);
  return held.length === 1;
}

const poster = { fact: 'channel', operator: 'equal', value: 'poster' };

describe('a path into a fact', () => {
  it.each(['$', '$.length', '$..*', "$[?(@.constructor.constructor('return process')())]"])(
    '%s is not followed',
    async (path) => {
      expect(await holds({ ...poster, path }, { channel: 'poster' })).toBe(true);
      expect(await holds({ ...poster, path }, { channel: 'group' })).toBe(false);
    },
  );
});
