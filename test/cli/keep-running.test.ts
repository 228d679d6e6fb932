import { expect, test } from 'vitest';

import { keepRunning } from '../../stack/keep-running.ts';

function life(): { readonly ended: Promise<void>; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { ended, end };
}

/** A service that can be made to end. */
function service() {
  let running = life();
  return {
    name: 'Postgres',
    starts: 1,
    get ended() {
      return running.ended;
    },
    die: () => {
      running.end();
    },
    stop: async () => {
      running.end();
      return running.ended;
    },
    async restart() {
      this.starts += 1;
      running = life();
      return Promise.resolve();
    },
  };
}

test('what ends by itself is started again, until it is stopped', async () => {
  const postgres = service();
  const kept = keepRunning(postgres, () => undefined);
  postgres.die();
  await expect.poll(() => postgres.starts).toBe(2);
  await kept.stop();
  expect(postgres.starts).toBe(2);
});

test('what ends again and again is given up, in one sentence', async () => {
  const postgres = service();
  const kept = keepRunning(postgres, () => {
    postgres.die();
  });
  postgres.die();
  await expect(kept.lost).rejects.toThrow('Postgres ends again and again');
  expect(postgres.starts).toBe(5);
});
