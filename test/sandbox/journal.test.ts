import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox } from '../../sandbox/server.ts';
import { SECRET, bodyOf, call, control, paidOf, pay, query } from './signed-caller.ts';

let folder: string;
let stateFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usher-sandbox-'));
  stateFile = join(folder, 'state.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a sandbox that is started again with its file', () => {
  it('knows what it paid, sent and checked', async () => {
    const first = await startSandbox({ secret: SECRET, stateFile });
    const verification = { body: { key: 'v', subject: 'sub_1', check: 'face' } };
    const message = { body: { key: 'm', to: 'sub_1', template: 'reward-paid', data: { a: 1 } } };
    await control(first.url, 'provider', { state: 'pending' });
    await pay(first.url, { key: 'settled' });
    await control(first.url, 'settle', {});
    await pay(first.url, { key: 'pending' });
    await control(first.url, 'faults', { fault: 'forget', times: 1 });
    await pay(first.url, { key: 'forgotten' });
    await control(first.url, 'verifier', { behaviour: 'fail' });
    await call(`${first.url}/verifier/verifications`, verification);
    await call(`${first.url}/notifier/messages`, message);
    const paid = await paidOf(first.url);
    const inbox = await call(`${first.url}/notifier/inbox`);
    await first.stop();

    const second = await startSandbox({ secret: SECRET, stateFile });
    try {
      expect(await paidOf(second.url)).toEqual(paid);
      expect(bodyOf(await query(second.url, 'settled'))).toMatchObject({ state: 'paid' });
      expect((await pay(second.url, { key: 'pending' })).status).toBe(200);
      expect((await query(second.url, 'forgotten')).status).toBe(404);
      expect((await pay(second.url, { key: 'forgotten', amountMinor: 1 })).status).toBe(422);
      expect((await call(`${second.url}/notifier/inbox`)).text).toBe(inbox.text);
      const again = await call(`${second.url}/verifier/verifications`, verification);
      expect(bodyOf(again)).toMatchObject({ result: 'failed' });
      expect((await call(`${second.url}/notifier/messages`, message)).status).toBe(202);
    } finally {
      await second.stop();
    }
  });

  it('knows nothing after a reset', async () => {
    const first = await startSandbox({ secret: SECRET, stateFile });
    await pay(first.url);
    await control(first.url, 'reset', {});
    await pay(first.url, { key: 'after' });
    await first.stop();
    const second = await startSandbox({ secret: SECRET, stateFile });
    expect((await paidOf(second.url)).countByKey).toEqual({ after: 1 });
    await second.stop();
  });

  it('cuts off a last line that a kill cut short, and goes on behind it', async () => {
    const first = await startSandbox({ secret: SECRET, stateFile });
    await pay(first.url);
    await first.stop();
    const whole = await readFile(stateFile, 'utf8');
    await appendFile(stateFile, whole.slice(0, 40));
    const second = await startSandbox({ secret: SECRET, stateFile });
    await pay(second.url, { key: 'after' });
    await second.stop();
    const third = await startSandbox({ secret: SECRET, stateFile });
    expect((await paidOf(third.url)).countByKey).toEqual({ 'payout:1': 1, after: 1 });
    await third.stop();
  });

  it('does not start on a file that is broken in the middle', async () => {
    await writeFile(stateFile, '{"kind":\n{}\n');
    await expect(startSandbox({ secret: SECRET, stateFile })).rejects.toThrow('state.jsonl:1');
  });
});

it('forgets nothing that it answered when it is killed, and pays nothing twice', async () => {
  const child = startChild();
  const url = await firstLine(child);
  const keys = Array.from({ length: 2_000 }, (_, index) => `k${String(index)}`);
  const answered: string[] = [];
  const lanes = Array.from({ length: 8 }, async (_, lane) => {
    for (const key of keys.filter((_key, index) => index % 8 === lane)) {
      const reply = await pay(url, { key });
      if (reply.status === 201) answered.push(key);
      if (answered.length === 400) child.kill('SIGKILL');
    }
  });
  await Promise.allSettled(lanes);
  expect(answered.length).toBeGreaterThanOrEqual(400);
  expect(answered.length).toBeLessThan(keys.length);

  const again = await startSandbox({ secret: SECRET, stateFile });
  const before = await paidOf(again.url);
  expect(answered.filter((key) => before.countByKey[key] === undefined)).toEqual([]);
  for (const key of keys) await pay(again.url, { key });
  const { countByKey } = await paidOf(again.url);
  expect(Object.values(countByKey).filter((count) => count !== 1)).toEqual([]);
  expect(Object.keys(countByKey)).toHaveLength(keys.length);
  await again.stop();
});

type Child = ChildProcessByStdio<null, Readable, null>;

function startChild(): Child {
  const server = new URL('../../sandbox/server.ts', import.meta.url).href;
  const options = JSON.stringify({ secret: SECRET, stateFile });
  const source = `
    const { startSandbox } = await import(${JSON.stringify(server)});
    console.log((await startSandbox(${options})).url);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', source];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function firstLine(child: Child): Promise<string> {
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return chunk.toString().trim();
}
