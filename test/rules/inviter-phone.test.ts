import { expect, test } from 'vitest';
import type { Digest, SubjectId } from '../../domain/ids.ts';
import { Simulation } from '../../simulate/simulation.ts';
import type { SupposedPhone } from '../../simulate/stated-phones.ts';
import { redeem } from '../support/commands.ts';
import { noPolicy, termsLike } from '../support/terms.ts';
import { byHand, start, word } from './stage.ts';

type Asked = 'required' | 'optional' | 'unused';

async function answer(asked: Asked, inviterPhone?: SupposedPhone, late?: object): Promise<string> {
  const simulation = new Simulation(start);
  const scenario = { kind: 'registration', inviterPhone: asked } as const;
  const terms = termsLike({ scenario });
  const digest = 'tested' as Digest;
  const published = { terms, digest, policy: noPolicy, status: 'open' } as const;
  simulation.publish({ ...published, startsAt: start, endsAt: null });
  const code = await simulation.issue({ campaign: terms.campaign, holder: 'ann' as SubjectId });
  const said = inviterPhone === undefined ? {} : { inviterPhone };
  return word(await simulation.send(code, { ...redeem('bob'), ...said, ...late }));
}

test('a number of somebody else is refused, and so is none where it is required', async () => {
  expect(await answer('required', 'wrong')).toBe('INVITER_PHONE_WRONG');
  expect(await answer('required', 'missing')).toBe('INVITER_PHONE_REQUIRED');
  expect(await answer('required', 'right')).toBe('ok');
});

test('where it is optional it must be right if it is given, and unused it is not looked at', async () => {
  expect(await answer('optional', 'wrong')).toBe('INVITER_PHONE_WRONG');
  expect(await answer('optional')).toBe('ok');
  expect(await answer('optional', 'right')).toBe('ok');
  expect(await answer('unused', 'wrong')).toBe('ok');
});

test('an attribution by hand needs none', async () => {
  expect(await answer('required', 'missing', { late: { ...byHand, at: start } })).toBe('ok');
});
