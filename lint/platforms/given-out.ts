import type { CodeTerms } from '../../domain/campaign/terms.ts';
import { say, type Said } from '../../lang/say.ts';

/** How codes come to people, where a platform has it otherwise. */
export const givenOutNow: Readonly<Record<CodeTerms['givenOut'], Said>> = {
  'on-request': say`codes are given out on request`,
  'by-support': say`codes are given out by support`,
  'by-allocation': say`codes are given out by allocation`,
};
