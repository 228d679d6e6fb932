import { expect, test } from 'vitest';

import { toldToUser } from '../../client/told.ts';
import { reject, type RejectionCode } from '../../domain/code/rejection.ts';

/** What whoever redeems reads of a "no", in English and in Chinese. */
const read: Readonly<Partial<Record<RejectionCode, readonly [string, string]>>> = {
  CONSENT_REQUIRED: [
    'in this region the invitee must agree to the use of their location first; without that the code is not redeemed there',
    '在这个地区，被邀请人须先同意使用其位置信息；不同意则不能在那里兑换',
  ],
  REGION_REQUIRED: ['the campaign goes by regions, so the region has to be said', ''],
  STREAM_NOT_OPEN: ['the streamer is not live', ''],
  INVITER_PHONE_REQUIRED: [
    'give the phone number of whoever the code is from',
    '请填写邀请人的手机号',
  ],
  // What is the matter is for its holder, and for operations.
  CODE_PENDING: ['this code cannot be used', '该码无法使用'],
  CODE_FROZEN: ['this code cannot be used', '该码无法使用'],
  // Which rules there are helps cheats.
  RISK_REFUSED: ['this is not possible', ''],
};

test.each(Object.entries(read))('%s is told in words of whoever redeems', (code, [en, zh]) => {
  const refused = reject(code as RejectionCode);
  expect(toldToUser(refused, 'en')).toEqual({ texts: [en] });
  const { texts } = toldToUser(refused, 'zh');
  expect(texts).toEqual([zh === '' ? (expect.stringMatching(/\p{Script=Han}/u) as string) : zh]);
});
