import { say, type Said } from '../../lang/say.ts';

/** What a platform wants otherwise than the scenario has it. */
export interface Platform {
  readonly about: Said;
  /** Templates that cannot be given out there. */
  readonly without: readonly string[];
  /** Whether a code is good for one friend only. */
  readonly usedOnce?: true;
  readonly generation?: 'manual';
  /** Who gets codes. */
  readonly givenOut?: 'by-support' | 'by-allocation';
  readonly format?: string;
  readonly validity?: string;
  /** What stands under `spec` beside what every campaign has. */
  readonly spec?: string;
}

/** The platforms by their name. */
export const platforms: Readonly<Record<string, Platform>> = {
  generic: { about: say`anywhere, or in several places`, without: [] },
  wechat: { about: say`WeChat`, without: [] },
  alipay: {
    about: say`Alipay: codes by technical support, seven days long, points and coupons`,
    without: ['cash', 'privilege', 'virtual-item'],
    generation: 'manual',
    givenOut: 'by-support',
    format: `
alphabet: unambiguous # no I, L, O and U: people type them
length: 16
checkCharacter: true # tells a typo from an unknown code`,
    validity: `
lifetime: 7d # fixed there
onExpiry:
  action: expire
settleFor: 30d`,
  },
  douyin: {
    about: say`Douyin: codes by a rule of allocation, each used once`,
    without: [],
    usedOnce: true,
    givenOut: 'by-allocation',
    spec: `
redemption:
  usesMax: 1
tracking:
  regions: true # your service reports where each redemption came from`,
  },
};
