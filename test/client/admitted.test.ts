import { afterAll, beforeAll, expect, test } from 'vitest';

import { admitTo, createFinder, findCode } from '../../client/find-code.ts';
import type { Digest } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';
import { countLookup } from '../../store/parties/count-lookup.ts';
import { placeIn } from '../../store/parties/lookup-place.ts';
import { createStore, digestOf, payingTerms, start, type Store } from '../store/fixture.ts';

const hour = duration(3_600_000);
const policy: RiskPolicy = {
  ...{ id: 'asked', title: 'Asked', digest: 'asked' as Digest },
  rules: [
    {
      ...{ id: 'hourly', title: 'hourly' },
      when: { fact: 'sourceRequestsLastHour', operator: 'greaterThan', value: 3 },
      answer: { kind: 'freeze', party: 'source', forMs: hour, upToMs: hour },
    },
  ],
};

let store: Store;
beforeAll(async () => {
  store = await createStore(policy);
});
afterAll(() => store.close());

test('whoever asks to be let in too often is kept out, also of what they ask for next', async () => {
  const terms = await store.publishOwn(payingTerms({ risk: { policy: policy.id } }));
  const finder = createFinder(store.pool, store.keys, () => start);
  const place = placeIn({ id: terms.campaign, sandbox: false, programme: null });
  const asked = { digest: digestOf(terms), place, clockOffsetMs: 0 };
  const answers = [];
  for (let n = 0; n < 5; n += 1) {
    answers.push(await admitTo(finder, asked, { ip: '203.0.113.60' }));
  }
  const until = start + hour;
  expect(answers).toMatchObject([
    ...[null, null, null],
    { code: 'PARTY_FROZEN', rules: ['hourly'], until },
    { code: 'PARTY_FROZEN', earnedBy: ['hourly'], until },
  ]);
  expect(await admitTo(finder, asked, { ip: '203.0.114.60' })).toBeNull();
});

test('guesses in the name of somebody count against them only where that is who asks', async () => {
  const { campaign } = await store.publishOwn(payingTerms({ risk: { policy: policy.id } }));
  const finder = createFinder(store.pool, store.keys, () => start);
  const failuresOf = async (person: string, isClaimed: boolean): Promise<number | undefined> => {
    for (let n = 0; n < 3; n += 1) {
      const asked = { code: 'GUESS0000000', campaign, person, isClaimed, judgedByCommit: true };
      expect(await findCode(finder, asked)).toMatchObject({ code: 'CODE_UNKNOWN' });
    }
    const party = partyKey('person', person);
    const place = placeIn({ id: campaign, sandbox: false, programme: null });
    const asked = { parties: [party], place, as: 'nothing', now: start } as const;
    return (await countLookup(store.pool, asked)).get(party)?.failuresLastHour;
  };
  expect([await failuresOf('eve', false), await failuresOf('victim', true)]).toEqual([3, 0]);
});
