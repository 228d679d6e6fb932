import { DynamicCodes } from './dynamic-codes.ts';
import { InviterPhones } from './inviter-phones.ts';
import { Passwords } from './passwords.ts';

/** What people have entered with their uses, and how often they were wrong. */
export class EnteredByAll {
  readonly passwords = new Passwords();
  readonly dynamicCodes = new DynamicCodes();
  readonly inviterPhones = new InviterPhones();
}
