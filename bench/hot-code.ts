// How many redemptions a minute one code of a streamer takes, by a real Temporal worker and Postgres:
// `npm run bench:hot-code`. Writes bench/results/hot-code.json.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';

import { startLocalServices } from '../cli/local-services.ts';
import { publishCampaign } from '../client/publish.ts';
import { createUsher } from '../client/usher.ts';
import { compileCampaign } from '../compile/campaign.ts';
import { compilePolicy } from '../compile/policy.ts';
import { publishPolicy } from '../store/campaigns/policies.ts';
import { checkInvariants } from '../store/ledger/check-invariants.ts';

const redemptions = 3_000;
const rounds = 3;
const root = fileURLToPath(new URL('..', import.meta.url));
/** Who the same redemptions are made by: somebody of whom nothing but the id is known, or all that rules may count. */
const kinds = ['bare', 'known'] as const;
const who = { campaign: 'livestream', streamer: 'luna' };

const dataDir = await mkdtemp(join(tmpdir(), 'usher-bench-'));
const log = pino({ level: 'error' });
const local = { dataDir, fresh: true, log, progress: () => undefined, environment: {} };
const services = await startLocalServices(local);
const { pool, temporal, keys } = services;
const usher = createUsher({ temporal, pool, keys, deadlineMs: 120_000 });
try {
  await publish();
  const parameters = { streamer: who.streamer };
  const issued = await usher.issue({ ...who, holder: 'luna', parameters });
  if (!issued.ok) throw new Error(issued.message);
  await usher.openStream(who);
  const aMinute: Record<(typeof kinds)[number], number[]> = { bare: [], known: [] };
  for (let round = 1; round <= rounds; round += 1) {
    for (const kind of kinds) aMinute[kind].push(await redeemAll(issued.value, round, kind));
  }
  const closed = await usher.closeStream(who);
  const invitees = closed.ok ? closed.stream.invitees : 0;
  const counted = redemptions * rounds * kinds.length;
  if (invitees !== counted) throw new Error(`the stream has ${String(invitees)}`);
  const broken = await checkInvariants(pool);
  if (broken.length > 0) throw new Error(JSON.stringify(broken[0]));
  const machine = { cores: cpus().length, node: process.version, load: loadavg()[0]?.toFixed(1) };
  const result = { machine, redemptions, aMinute, counted };
  const file = `${root}bench/results/hot-code.json`;
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  for (const kind of kinds) {
    console.log(`redemptions a minute on one code, ${kind}: ${aMinute[kind].join(', ')}`);
  }
} finally {
  await usher.close();
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** The shipped campaign, whose bound of a minute is lifted: that is not what is measured. */
async function publish(): Promise<void> {
  const policy = compilePolicy(await readFile(`${root}rules/policies/livestream.yaml`, 'utf8'));
  const file = await readFile(`${root}campaigns/livestream.yaml`, 'utf8');
  const source = file.replace('redemptionsAMinute: 5000', 'redemptionsAMinute: 1000000');
  const compiled = compileCampaign(source);
  if (!policy.ok || !compiled.ok) throw new Error('the shipped files compile');
  await publishPolicy(pool, policy.policy);
  const { terms, digest } = compiled;
  const version = { terms, digest, source, sandbox: true, by: 'bench' };
  const published = await publishCampaign({ pool, temporal }, version);
  if (!published.ok) throw new Error(published.message);
}

async function redeemAll(
  code: string,
  round: number,
  kind: (typeof kinds)[number],
): Promise<number> {
  const began = performance.now();
  const calls = Array.from({ length: redemptions }, (_, n) => {
    const invitee = `viewer-${kind}-${String(round)}-${String(n)}`;
    const call = { code, invitee, happenedAt: Date.now() };
    return usher.redeem(kind === 'bare' ? call : { ...call, ...whereabouts(round, n) });
  });
  const refused = (await Promise.all(calls)).find(({ ok }) => !ok);
  if (refused !== undefined) throw new Error(JSON.stringify(refused));
  return Math.round((redemptions / (performance.now() - began)) * 60_000);
}

/** An address, a device, a phone and a payee of their own; 256 addresses are of one network. */
function whereabouts(round: number, n: number) {
  const own = round * redemptions + n;
  return {
    ip: `10.${String(own >> 16)}.${String((own >> 8) & 255)}.${String(own & 255)}`,
    device: { id: `phone-${String(own)}` },
    account: { phone: `+86138${String(own).padStart(8, '0')}`, payee: `wallet-${String(own)}` },
  };
}
