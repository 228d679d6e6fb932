// One thread that plays repetitions, one at a time, as it is told.
import { parentPort } from 'node:worker_threads';

import { playRepetition } from '../../simulate/population/repetition.ts';
import type { Told } from './lanes.ts';

parentPort?.on('message', ({ plan, repetition }: Told) => {
  void playRepetition(plan, repetition).then(
    (figures) => parentPort?.postMessage(figures),
    (error: unknown) => {
      // Thrown outside of a promise, it reaches whoever started the thread.
      setImmediate(() => {
        throw error;
      });
    },
  );
});
