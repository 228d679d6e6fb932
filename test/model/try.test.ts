import fc from 'fast-check';
import { it } from 'vitest';
import { campaigns } from './campaigns.ts';
import { play } from './run.ts';
import { sequences } from './steps.ts';
it('agrees', async () => {
  const counts = new Map<string, number>();
  const note = (w: string) => {
    counts.set(w, (counts.get(w) ?? 0) + 1);
  };
  const t = Date.now();
  const cpu = process.cpuUsage();
  let n = 0,
    steps = 0;
  const r = await fc.check(
    fc.asyncProperty(campaigns, sequences, async (m, s) => {
      n++;
      steps += s.length;
      await play(m, s, { note });
    }),
    {
      numRuns: Number(process.env.N ?? 300),
      seed: Number(process.env.SEED ?? 1),
      interruptAfterTimeLimit: 100000,
    },
  );
  console.log(
    n,
    steps,
    Date.now() - t,
    'ms',
    'cpu',
    process.cpuUsage(cpu).user / 1000,
    r.failed,
    r.seed,
    r.counterexamplePath,
  );
  if (r.failed) {
    console.log(JSON.stringify(r.counterexample, null, 1).slice(0, 6000));
    console.log(String((r.errorInstance as Error)?.stack).slice(0, 6000));
  } else for (const [k, v] of [...counts].sort()) console.log(k, v);
}, 200000);
