import type { Guard } from './guard.ts';

/** Who is one person under two names. */
export const tieGuards: readonly Guard[] = [
  {
    name: 'what an inviter has in common with who redeems',
    keeps: 'Nobody hides that they refer themselves behind accounts that they make up.',
    take: {
      file: 'store/commit/ties-sql.ts',
      text: 'UNION SELECT identity, ${at.holder} FROM common) ties)',
      instead: ') ties)',
    },
    test: {
      file: 'test/attack/hidden-accounts.test.ts',
      name: 'nor do two hide it who share something else with a crowd each',
    },
    says: "expected 'ok' to be 'RISK_REFUSED'",
  },
  {
    name: 'a phone that is dialled is the phone of its inviter',
    keeps: 'Nobody refers themselves by a phone that is written without its country code.',
    take: {
      file: 'client/inviter-phone/invitee.ts',
      text: "identityIndex(keys, 'phone', readPhone(phone, region) ?? phone)",
      instead: "identityIndex(keys, 'phone', phone)",
    },
    test: {
      file: 'test/attack/accounts.test.ts',
      name: 'whoever refers themselves by phone, payee or device is always refused',
    },
    says: 'honestHurt',
  },
];
