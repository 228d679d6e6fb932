import { say } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';

/** The accounts that there are, for people. */
export const accountForms =
  'world, campaign:<id>:budget, campaign:<id>:held, campaign:<id>:operator, campaign:<id>:renewals, campaign:<id>:reserved, campaign:<id>:spent, campaign:<id>:expired, campaign:<id>:debt:<person>, person:<id>';

/** Whether a text has the form of an account. */
export function isAccount(text: string): boolean {
  return /^(?:world|campaign:[^:]+:(?:budget|held|operator|renewals|reserved|spent|expired|debt:.+)|person:.+)$/.test(
    text,
  );
}

/** @throws WrongUse where a text is no account */
export function requireAccount(text: string): void {
  if (!isAccount(text)) throw new WrongUse(say`${text} is no account: those are ${accountForms}.`);
}

/** The campaign that an account belongs to; undefined for accounts of people and the world. */
export function campaignOf(account: string): string | undefined {
  return /^campaign:([^:]+):/.exec(account)?.[1];
}
