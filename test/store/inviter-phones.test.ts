import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import { identityKey } from '../../domain/policy/ties.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { compareInviterPhone } from '../../store/parties/inviter-phones.ts';
import { withTransaction } from '../../store/pool.ts';
import { termsLike } from '../support/terms.ts';
import { createStore, redeem, start, type Store } from './fixture.ts';

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

test('of a hundred numbers at once five are compared', async () => {
  const about = { about: { identities: [identityKey('phone', 'guessed')] } };
  const { code } = await store.issue(terms, 'guessed', about);
  const asked = { campaign: code.campaign, inviter: code.holder, day: start };
  const bounds = [{ party: partyKey('person', 'guesser'), triesMax: 5 }];
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      withTransaction(store.pool, (db) =>
        compareInviterPhone(db, { ...asked, bounds, phone: `guess-${String(at)}` }),
      ),
    ),
  );
  expect(answers.filter((one) => one === 'wrong')).toHaveLength(5);
  expect(answers.filter((one) => one === 'spent')).toHaveLength(95);
});

test('a commit compares the phone again, whatever the client has found', async () => {
  expect(await answer('right', 'right')).toBe('ok');
  expect(await answer('right', 'another')).toBe('INVITER_PHONE_WRONG');
  expect(await answer(null, 'right')).toBe('INVITER_PHONE_WRONG');
  expect(await answer('right', undefined)).toBe('INVITER_PHONE_REQUIRED');
});
