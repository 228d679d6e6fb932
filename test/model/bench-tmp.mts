import fc from 'fast-check';
import { campaigns } from './campaigns.ts';
import { play } from './run.ts';
import { sequences } from './steps.ts';
const cpu = process.cpuUsage(); let steps = 0, gen = 0;
const s0 = fc.sample(fc.tuple(campaigns, sequences), { numRuns: 300, seed: 1 });
console.log('gen', process.cpuUsage(cpu).user / 1000);
const c1 = process.cpuUsage();
for (const [m, s] of s0) { steps += s.length; await play(m, s); }
console.log('play', steps, process.cpuUsage(c1).user / 1000, 'ms');
