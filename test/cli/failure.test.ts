import { expect, test } from 'vitest';

import { explainFailure } from '../../cli/failure.ts';
import { EnvironmentError } from '../../stack/environment-error.ts';
import { StoreUnavailable } from '../../store/failure.ts';

test('what nobody foresaw is a bug of ours, and says so', () => {
  const failure = explainFailure(new RangeError('seven is too many'));
  expect(failure).toMatchObject({ exitCode: 70, code: 'INTERNAL' });
  expect(failure.message).toMatch(
    /^Sorry, this is a fault of Usher, not of yours\. Please report it/,
  );
  expect(failure.message).toContain('RangeError: seven is too many');
});

test('a service that was lost on the way is a matter of the environment', () => {
  const cause = new AggregateError([new Error('connect ECONNREFUSED ::1:5432')]);
  expect(explainFailure(new StoreUnavailable('no answer', { cause }))).toMatchObject({
    exitCode: 3,
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining('(connect ECONNREFUSED ::1:5432)') as string,
  });
  const unavailable = Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: 'gone' });
  expect(explainFailure(new Error('request failed', { cause: unavailable }))).toMatchObject({
    exitCode: 3,
    message: expect.stringContaining('Temporal cannot be reached (gone)') as string,
  });
  expect(explainFailure(new EnvironmentError('Start it.'))).toMatchObject({
    exitCode: 3,
    message: 'Start it.',
  });
});
