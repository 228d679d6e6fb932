import { expect, it } from 'vitest';

import { holdWording, wake } from '../../domain/code/settle.ts';
import { termsLike } from '../support/terms.ts';
import { after, stateOf } from './states.ts';

const around = { terms: termsLike(), now: after(2), wordingHitsMax: 0 };

it('a code whose policy allows as many hits as it has wakes active', () => {
  const lenient = { ...around, wordingHitsMax: 2 };
  expect(wake(lenient, stateOf('dormant', { wordingHits: 2 })).state.status).toBe('active');
  expect(wake(lenient, stateOf('dormant', { wordingHits: 3 })).state.status).toBe('pending');
});

it('a wording is held to the policy in force, also while the code is frozen', () => {
  const lenient = { ...around, wordingHitsMax: 1 };
  const pending = stateOf('pending');
  expect(holdWording(lenient, pending)).toMatchObject({
    state: { status: 'active' },
    effects: [{ kind: 'status', from: 'pending', to: 'active' }],
  });
  expect(holdWording(around, pending).state).toBe(pending);
  const active = stateOf('active', { wordingHits: 1 });
  expect(holdWording(around, active).state.status).toBe('pending');
  const frozen = stateOf('frozen', { wordingHits: 1, frozenFrom: 'active' });
  expect(holdWording(around, frozen).state).toMatchObject({
    ...{ status: 'frozen', frozenFrom: 'pending' },
  });
  const ended = stateOf('revoked', { wordingHits: 1 });
  expect(holdWording(around, ended).state).toBe(ended);
});
