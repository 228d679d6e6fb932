import type { Story } from '../story.ts';
import { activity } from './activity.ts';
import { coupon } from './coupon.ts';
import { crossBorder } from './cross-border.ts';
import { deviceLogin } from './device-login.ts';
import { distribution } from './distribution.ts';
import { enterprise } from './enterprise.ts';
import { firstPurchase } from './first-purchase.ts';
import { group } from './group.ts';
import { livestream } from './livestream.ts';
import { miniProgram } from './mini-program.ts';
import { officialAccount } from './official-account.ts';
import { privilege } from './privilege.ts';
import {
  registration,
  registrationHeld,
  registrationNamed,
  registrationReviewed,
} from './registration.ts';

/** Every shipped campaign's story, in the order in which the demo tells them. */
export const stories: readonly Story[] = [
  registration,
  registrationHeld,
  registrationReviewed,
  registrationNamed,
  officialAccount,
  miniProgram,
  enterprise,
  firstPurchase,
  activity,
  privilege,
  coupon,
  group,
  deviceLogin,
  distribution,
  crossBorder,
  livestream,
];
