import type { Random } from '../../simulate/population/random.ts';
import { addressOf } from './guessing.ts';
import { inLanes, start, wordOf, type AttackStage } from './stage.ts';

/** Honest people of a made-up set, and what was done to them. */
export interface Honest {
  readonly people: number;
  /** Of these, who redeemed: the others only invite, some beside that. */
  readonly redeemed: number;
  readonly mistyped: number;
  readonly frozen: number;
  /** Redemptions that did not count because of who is on the device, because of circles, or because of a crowd. */
  readonly refused: number;
  readonly reviewed: number;
  /** Redemptions that count once the inviter, who invites many that day, has passed a verification. */
  readonly verification: number;
  /** Of those refused or reviewed: who lives with the inviter and shares a device. */
  readonly ofOneHousehold: number;
}

interface Person {
  readonly name: string;
  readonly device: string;
  readonly ip: string;
  readonly atHour: number;
  /** How often they mistype the code before. */
  readonly mistypes: number;
  readonly household: number;
}

/**
 * One in three lives with one to three others on one device, one in four asks from an office of up to 120, a third of
 * these at noon, one in twenty by way of a carrier whose customers share four addresses. One in thirty mistypes
 * the code, and a tenth of them does so twice.
 */
const share = {
  ...{ household: 0.33, office: 0.25, noon: 0.33, carrier: 0.05 },
  ...{ invitedAtHome: 0.1, invitesBack: 0.01, mistypes: 0.033, again: 0.1 },
};
const officeMax = 120;
const carrierAddresses = 4;
const noon = 6;

function populate(random: Random, seed: number, count: number): readonly Person[] {
  const people: Person[] = [];
  let household = 0;
  let office = 0;
  let seats = 0;
  while (people.length < count) {
    household += 1;
    const size = random.chance(share.household / 2) ? 2 + random.below(3) : 1;
    for (let n = 0; n < size && people.length < count; n += 1) {
      const name = `h${String(seed)}-${String(people.length)}`;
      const isAtWork = random.chance(share.office);
      if (isAtWork && seats === 0) {
        office += 1;
        seats = 2 + random.below(officeMax - 1);
      }
      seats -= Number(isAtWork);
      const device = size > 1 ? `tablet-${String(seed)}-${String(household)}` : `phone-${name}`;
      const home = addressOf(120 + seed, household);
      const ip = isAtWork ? addressOf(60 + seed, office) : addressFrom(random, seed, home);
      const atHour = isAtWork && random.chance(share.noon) ? noon : random.below(12);
      const mistypes = random.chance(share.mistypes) ? 1 + Number(random.chance(share.again)) : 0;
      people.push({ name, device, ip, atHour, mistypes, household });
    }
  }
  return people;
}

/** From home, or by way of the carrier. */
function addressFrom(random: Random, seed: number, home: string): string {
  return random.chance(share.carrier) ? addressOf(90 + seed, random.below(carrierAddresses)) : home;
}

/**
 * A day of people who were invited by somebody of the set: mostly by somebody elsewhere, some by whom they live with, and
 * a few of them invite back who invited them. Everybody is paid to an account of their own.
 */
export async function invitePeople(
  stage: AttackStage,
  random: Random,
  { seed, people: count }: { readonly seed: number; readonly people: number },
): Promise<Honest> {
  const people = populate(random, seed, count);
  const inviters = people.filter((_, n) => n % 4 === 0);
  stage.setNow(start);
  const codes = new Map<string, string>();
  const issue = async ({ name, device }: Person): Promise<void> => {
    const about = { account: { payee: `pay-${name}` }, device: { id: device }, bound: true };
    codes.set(name, (await stage.issue({ holder: name, ...about })).code);
  };
  await inLanes(inviters.length, (n) => issue(inviters[n] ?? raise()));
  const asks = people
    .filter((_, n) => n % 4 !== 0)
    .map((person) => {
      const atHome = inviters.filter(({ household }) => household === person.household);
      const from = random.chance(share.invitedAtHome) && atHome[0] ? atHome[0] : undefined;
      return { person, inviter: from ?? inviters[random.below(inviters.length)] ?? raise() };
    });
  const tally = {
    ...{ redeemed: 0, mistyped: 0, frozen: 0, refused: 0, reviewed: 0, verification: 0 },
    ofOneHousehold: 0,
  };
  const ask = async (person: Person, inviter: Person): Promise<void> => {
    const { name, device, ip } = person;
    const call = { code: codes.get(inviter.name) ?? '', invitee: name, ip, device: { id: device } };
    const since = start - 86_400_000 * 30;
    for (let n = 0; n < person.mistypes; n += 1) {
      await stage.redeem({ ...call, code: mistyped(call.code) });
      tally.mistyped += 1;
    }
    const answer = await stage.redeem({ ...call, account: { payee: `pay-${name}`, since } });
    tally.redeemed += 1;
    const word = wordOf(answer);
    if (word === 'ok') return;
    if (word.startsWith('PARTY_')) tally.frozen += 1;
    else if (word === 'review') tally.reviewed += 1;
    else if (word === 'VERIFICATION_REQUIRED') tally.verification += 1;
    else tally.refused += 1;
    tally.ofOneHousehold += Number(inviter.household === person.household);
  };
  for (let hour = 0; hour < 12; hour += 1) {
    stage.setNow(start + hour * 3_600_000);
    const now = asks.filter(({ person }) => person.atHour === hour);
    await inLanes(now.length, async (n) => {
      const { person, inviter } = now[n] ?? raise();
      await ask(person, inviter);
      if (!random.chance(share.invitesBack)) return;
      await issue(person);
      await ask(inviter, person);
    });
  }
  return { people: count, ...tally };
}

/** Two letters the other way round, or another one where that is the same. */
function mistyped(code: string): string {
  const [last = '', before = ''] = [code.at(-1), code.at(-2)];
  const swapped = `${code.slice(0, -2)}${last}${before}`;
  return swapped === code ? `${code.slice(0, -1)}${last === 'A' ? 'B' : 'A'}` : swapped;
}

function raise(): never {
  throw new Error('nobody is there');
}
