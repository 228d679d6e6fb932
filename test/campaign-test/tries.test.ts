import { expect, test } from 'vitest';
import { failuresOf, fileOf, play } from './play.ts';

async function failures(scenario: string, steps: string): Promise<readonly string[]> {
  return failuresOf(
    await play(
      fileOf(`  - name: tries
    with: { spec.scenario: ${scenario} }
    steps:
      - { do: issue, of: ann }
${steps}`),
    ),
  );
}

const coupon =
  '{ kind: exclusive-coupon, password: { digits: 6, validFor: 5m, attemptsMax: 3, resendAfter: 1m, sendsMax: 2, sessionsPerDay: 2 } }';

test('of one password so many wrong ones are compared, and then not even the right one', async () => {
  expect(
    await failures(
      coupon,
      `      - { do: redeem, of: ann, by: bob, password: wrong, times: 3, expect: PASSWORD_WRONG }
      - { do: redeem, of: ann, by: bob, expect: PASSWORD_TRIES_USED }
      - { do: redeem, of: ann, by: cleo, note: another phone }
      - { do: sendPassword, of: ann, by: bob, expect: PASSWORD_NOT_YET }
      - { at: +1m, do: sendPassword, of: ann, by: bob }
      - { do: redeem, of: ann, by: bob }
`,
    ),
  ).toEqual([]);
});

test('passwords are sent again so many times, so many times a day, and are over in time', async () => {
  expect(
    await failures(
      coupon,
      `      - { do: sendPassword, of: ann, by: bob }
      - { at: +1m, do: sendPassword, of: ann, by: bob }
      - { at: +2m, do: sendPassword, of: ann, by: bob, expect: PASSWORD_NOT_YET, note: two were sent }
      - { at: +7m, do: redeem, of: ann, by: bob, expect: PASSWORD_EXPIRED }
      - { at: +8m, do: sendPassword, of: ann, by: bob }
      - { at: +20m, do: sendPassword, of: ann, by: bob, expect: PASSWORD_NOT_YET, note: two a day }
      - { at: +15h, do: sendPassword, of: ann, by: bob }
      - { do: redeem, of: ann, by: bob }
      - { do: redeem, of: ann, by: bob, expect: ALREADY_REDEEMED }
`,
    ),
  ).toEqual([]);
});

test('a password for redeeming is none for reserving, and none is sent where none is wanted', async () => {
  expect(
    await failures(
      coupon,
      `      - { do: sendPassword, of: ann, by: bob, operation: reserve }
      - { do: reserve, of: ann, by: bob }
`,
    ),
  ).toEqual([]);
  expect(
    await failures(
      '{ kind: registration }',
      `      - { do: sendPassword, of: ann, by: bob, expect: PASSWORD_NOT_WANTED }
`,
    ),
  ).toEqual([]);
});

test('wrong dynamic codes are counted for an hour, and many of anybody slow the code', async () => {
  expect(
    await failures(
      '{ kind: device-login, dynamicCode: { attemptsAnHour: 2 } }',
      `      - { do: redeem, of: ann, by: bob, password: wrong, times: 2, expect: DYNAMIC_CODE_WRONG }
      - { do: redeem, of: ann, by: bob, expect: DYNAMIC_CODE_TRIES_USED }
      - { do: redeem, of: ann, by: cleo }
      - { at: +1h, do: redeem, of: ann, by: bob, password: wrong, times: 2, expect: DYNAMIC_CODE_WRONG }
      - { at: +2h, do: redeem, of: ann, by: bob, password: wrong, times: 2, expect: DYNAMIC_CODE_WRONG }
      - { at: +3h, do: redeem, of: ann, by: bob, password: wrong, times: 2, expect: DYNAMIC_CODE_WRONG }
      - { at: +4h, do: redeem, of: ann, by: bob, password: wrong, times: 2, expect: DYNAMIC_CODE_WRONG }
      - { do: redeem, of: ann, by: dan, expect: DYNAMIC_CODE_NEXT_TOO }
      - { do: redeem, of: ann, by: dan }
`,
    ),
  ).toEqual([]);
});

test('five wrong phones of an inviter a day are compared, and then not even the right one', async () => {
  expect(
    await failures(
      '{ kind: registration, inviterPhone: required }',
      `      - { do: redeem, of: ann, by: bob, inviterPhone: wrong, times: 5, expect: INVITER_PHONE_WRONG }
      - { do: redeem, of: ann, by: bob, expect: INVITER_PHONE_TRIES_USED }
      - { do: redeem, of: ann, by: cleo }
      - { at: +15h, do: redeem, of: ann, by: bob }
`,
    ),
  ).toEqual([]);
});
