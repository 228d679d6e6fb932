import type { Report } from '../compile/diagnostic.ts';
import { readDuration } from '../compile/read.ts';
import type { Person, PersonOrigin } from './case.ts';
import type { PersonText } from './schema/file.ts';

/** Somebody as a test file tells of them. */
export function readPerson(report: Report, name: string, text: PersonText): Person {
  const { existingCustomer, region, source, variant, certified = [], ...brought } = text;
  return {
    existingCustomer,
    region,
    source,
    variant,
    certified,
    origin: originOf(report, name, brought),
  };
}

type Brought = Omit<PersonText, 'existingCustomer' | 'region' | 'source' | 'variant' | 'certified'>;

function originOf(report: Report, name: string, { accountAge, ...plain }: Brought): PersonOrigin {
  const age =
    accountAge === undefined
      ? undefined
      : readDuration(report, ['people', name, 'accountAge'], accountAge);
  return { ...plain, ...(age === undefined ? {} : { accountAge: age }) };
}
