// What is said to authors has a translation, and every translation is of something that is said.
import { fileURLToPath } from 'node:url';
import { areas } from '../lang/zh/zh.ts';
import { gapsBetween } from './translations/gaps.ts';
import { saidIn } from './translations/said.ts';
import { tabled } from './translations/tables.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const gaps = gapsBetween([...saidIn(root), ...tabled()], areas);
for (const gap of gaps) console.log(gap);
process.exitCode = gaps.length === 0 ? 0 : 1;
