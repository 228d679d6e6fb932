import fc from 'fast-check';
import { expect, test } from 'vitest';

import { checkDraw } from '../../client/draws/check-draw.ts';
import { readDrawRecord, recordOf, type RecordedDraw } from '../../client/draws/draw-record.ts';
import type { RandomSchedule } from '../../domain/campaign/terms.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { formatMinor, minorUnits, type Asset } from '../../domain/money.ts';
import { drawName } from '../../domain/reward/packets.ts';
import { commitmentOf, newOrigin, packetsOf, seedOf } from '../../store/keys/draw-seed.ts';
import { generateKeyRing, parseKeyRing } from '../../store/keys/key-ring.ts';
import { randoms } from './randoms.ts';
import { redPacket } from '../support/terms.ts';

const cny = 'CNY/2' as Asset;

/** The first packets of a draw, granted as they come. */
function honest(random: RandomSchedule, seed: Buffer, granted: number): RecordedDraw {
  const packets = packetsOf(random, seed).slice(0, granted);
  return {
    draw: drawName(redPacket, random),
    commitment: commitmentOf(seed).toString('hex'),
    seed: seed.toString('hex'),
    packets: packets.map((minor, index) => ({
      packet: index + 1,
      reward: `code.${String(index)}/red-packet/inviter`,
      amount: formatMinor(minor, cny),
    })),
  };
}

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const draws = fc
  .tuple(randoms, seeds)
  .chain(([random, seed]) =>
    fc
      .integer({ min: 1, max: random.packets })
      .map((granted) => ({ random, seed, recorded: honest(random, seed, granted) })),
  );

test('what was drawn as it was committed to is right, also when it was written and read again', () => {
  fc.assert(
    fc.property(draws, ({ recorded }) => {
      expect(checkDraw(recorded)).toEqual([]);
      const record = recordOf('lucky' as CampaignId, [recorded]);
      expect(readDrawRecord(JSON.stringify(record))).toEqual(record);
    }),
  );
});

test('every altered grant is found: another amount, another packet, one left out, one twice', () => {
  fc.assert(
    fc.property(draws, fc.nat(), fc.integer({ min: 1, max: 500 }), ({ recorded }, at, by) => {
      const index = at % recorded.packets.length;
      const one = recorded.packets[index];
      if (one === undefined) throw new Error('no packet');
      const withOne = (changed: typeof one): RecordedDraw => ({
        ...recorded,
        packets: recorded.packets.with(index, changed),
      });
      const more = formatMinor(Math.round(Number(one.amount) * 100) + by, cny);
      expect(checkDraw(withOne({ ...one, amount: more }))).not.toEqual([]);
      const beyond = one.packet + recorded.packets.length;
      expect(checkDraw(withOne({ ...one, packet: beyond }))).not.toEqual([]);
      const twice = { ...recorded, packets: [...recorded.packets, one] };
      expect(checkDraw(twice)).toEqual([{ kind: 'drawn-twice', packet: one.packet }]);
      if (index === recorded.packets.length - 1) return;
      const without = { ...recorded, packets: recorded.packets.filter((other) => other !== one) };
      expect(checkDraw(without)).toContainEqual({ kind: 'passed-over', packet: one.packet });
    }),
  );
});

test('another seed, or another split, is not what was committed to', () => {
  fc.assert(
    fc.property(draws, seeds, ({ recorded, seed }, other) => {
      fc.pre(!other.equals(seed));
      const swapped = { ...recorded, seed: other.toString('hex') };
      expect(checkDraw(swapped)).toEqual([{ kind: 'other-seed' }]);
      const renamed = { ...recorded, draw: 'packets:red-packet:CNY/2:3:100:40:50' };
      expect(checkDraw(renamed)).toEqual([{ kind: 'not-a-draw' }]);
    }),
  );
});

test('a seed follows from key, salt, campaign and draw, and from nothing less', () => {
  const ring = (id: string) => {
    const read = parseKeyRing(generateKeyRing(id));
    if (!read.ok) throw new Error('a fresh ring is right');
    return read.ring;
  };
  const own = ring('a');
  const origin = newOrigin(own, 'lucky' as CampaignId, 'packets:x');
  expect(seedOf(own, origin)).toEqual(seedOf(own, origin));
  const others = [
    seedOf(ring('a'), origin),
    seedOf(own, newOrigin(own, origin.campaign, origin.draw)),
    seedOf(own, { ...origin, campaign: 'other' as CampaignId }),
    seedOf(own, { ...origin, draw: 'packets:y' }),
  ];
  for (const other of others) expect(other.equals(seedOf(own, origin))).toBe(false);
});

test('the packets of a seed stay what they are', () => {
  const random: RandomSchedule = {
    ...{ kind: 'random', packets: 6, total: minorUnits(2000) },
    ...{ least: minorUnits(30), most: minorUnits(900) },
  };
  const packets = packetsOf(random, Buffer.alloc(32, 7));
  expect(packets).toMatchInlineSnapshot(`
    [
      367,
      372,
      575,
      525,
      78,
      83,
    ]
  `);
});
