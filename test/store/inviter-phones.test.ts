import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import { identityKey } from '../../domain/policy/ties.ts';
import { termsLike } from '../support/terms.ts';
import { createStore, redeem, type Store } from './fixture.ts';

let store: Store;
let terms: Terms;

beforeAll(async () => {
  store = await createStore();
  const scenario = { kind: 'registration', inviterPhone: 'required' } as const;
  terms = await store.publishOwn(termsLike({ scenario }));
});

afterAll(() => store.close());

/** What the commit answers to somebody who names the inviter by this phone. */
async function answer(known: string | null, stated: string | undefined): Promise<string> {
  const about = known === null ? {} : { about: { identities: [identityKey('phone', known)] } };
  const { code } = await store.issue(terms, `holder-${String(known)}-${String(stated)}`, about);
  const named = stated === undefined ? {} : { inviterPhone: stated };
  const { outcomes } = await store.commit(code, [redeem(`invitee-of-${code.id}`, named)]);
  const [outcome] = outcomes;
  return outcome?.ok === false ? outcome.code : 'ok';
}

test('a commit compares the phone again, whatever the client has found', async () => {
  expect(await answer('right', 'right')).toBe('ok');
  expect(await answer('right', 'another')).toBe('INVITER_PHONE_WRONG');
  expect(await answer(null, 'right')).toBe('INVITER_PHONE_WRONG');
  expect(await answer('right', undefined)).toBe('INVITER_PHONE_REQUIRED');
});
