import fc from 'fast-check';
import { campaigns } from './campaigns.ts';
import { play } from './run.ts';
import { sequences } from './steps.ts';
const s0 = fc.sample(fc.tuple(campaigns, sequences), { numRuns: 1200, seed: 1 });
for (const [m, s] of s0.slice(0, 200)) await play(m, s);
const c1 = process.cpuUsage();
let steps = 0;
for (const [m, s] of s0.slice(200)) {
  steps += s.length;
  await play(m, s);
}
const c = process.cpuUsage(c1);
console.log('play', steps, c.user / 1000, c.system / 1000, 'ms', c.user / steps, 'us/step');
