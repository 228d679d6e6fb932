import { join } from 'node:path';

import type { PlaceFiles } from '../client/places/open-places.ts';
import { EnvironmentError } from '../stack/environment-error.ts';
import { localDirectory } from '../stack/local-directory.ts';
import { unfitKeyLists } from '../store/keys/given-keys.ts';
import { localStackFile, readLocalStack, stillRuns, type LocalStack } from './local-stack.ts';

/** Where everything is that a command may need; null for what nothing names. */
export interface Settings {
  readonly databaseUrl: string | null;
  readonly temporalAddress: string | null;
  readonly temporalNamespace: string;
  /** Null when there are no web pages to link to. */
  readonly temporalUi: string | null;
  readonly keys: KeySetting | null;
  /** Null where no running stack names them: the usual ones. */
  readonly taskQueues: LocalStack['taskQueues'] | null;
  /** Null where nothing names one: no passwords are sent. */
  readonly notifier: { readonly url: string; readonly secret: string } | null;
  /** Files by which addresses are looked up, in place of the usual ones. */
  readonly places: PlaceFiles;
  readonly localStackFile: string;
  /** Of the process that has left the file, where it is still there. */
  readonly localStackPid: number | null;
  /** Whether an address is what a running local stack has left, rather than the environment. */
  readonly fromLocalStack: Readonly<Record<Address, boolean>>;
}

type KeySetting =
  | { readonly kind: 'given'; readonly peppers: string; readonly sealingKeys: string }
  | { readonly kind: 'file'; readonly file: string };
type Address = 'databaseUrl' | 'temporalAddress';
type Given = (name: string) => string | null;

const addresses = {
  databaseUrl: { variable: 'DATABASE_URL', name: 'the database' },
  temporalAddress: { variable: 'TEMPORAL_ADDRESS', name: 'Temporal' },
} as const;

/** What of the environment cannot be meant, by the part that it is about. */
export type Mistakes = Readonly<
  Partial<Record<'database' | 'Temporal' | 'Temporal UI' | 'keys', string>>
>;

/**
 * Reads the environment and, for what it leaves open, what a running local stack has left.
 * @throws EnvironmentError naming all mistakes at once
 */
export async function readSettings(environment = process.env): Promise<Settings> {
  const { settings, mistakes } = await surveySettings(environment);
  const all = Object.values(mistakes);
  if (all.length > 0) throw new EnvironmentError(`Cannot start: ${all.join('; ')}.`);
  return settings;
}

/** As `readSettings`, with the mistakes beside what could be read: whoever looks at everything goes on. */
export async function surveySettings(
  environment = process.env,
): Promise<{ readonly settings: Settings; readonly mistakes: Mistakes }> {
  const file = localStackFile();
  const local = await readLocalStack(file);
  const given: Given = (name) => nonEmpty(environment[name]?.trim());
  const settings: Settings = {
    ...addressesFrom(given, local),
    temporalNamespace: given('TEMPORAL_NAMESPACE') ?? 'default',
    keys: keysFrom(given, local),
    taskQueues: local?.taskQueues ?? null,
    notifier: notifierFrom(given, local),
    places: placesFrom(given),
    localStackFile: file,
    localStackPid: local !== undefined && stillRuns(local) ? local.pid : null,
  };
  return { settings, mistakes: mistakesOf(settings, given) };
}

/** What to do about a part of a local stack that does not answer. */
export function mendLocalStack({ localStackFile: file, localStackPid: pid }: Settings): string {
  return pid === null
    ? `the stack that ${file} speaks of does not run any more: start \`usher dev\` again`
    : `process ${pid}, which has left ${file}, still runs: wait until it has started this again, or end it and start \`usher dev\` again`;
}

/** One setting that a command cannot do without. */
export function required(settings: Settings, name: Address): string {
  const value = settings[name];
  if (value !== null) return value;
  throw new EnvironmentError(
    `Nothing says where ${addresses[name].name} is: run \`usher dev\` in another terminal, or set ${addresses[name].variable}.`,
  );
}

function notifierFrom(given: Given, local: LocalStack | undefined): Settings['notifier'] {
  const [url, secret] = [given('USHER_NOTIFIER_URL'), given('USHER_NOTIFIER_SECRET')];
  return url !== null && secret !== null ? { url, secret } : (local?.notifier ?? null);
}

function placesFrom(given: Given): PlaceFiles {
  const [countries, networks] = [given('USHER_COUNTRIES_FILE'), given('USHER_NETWORKS_FILE')];
  return {
    ...(countries === null ? {} : { countries }),
    ...(networks === null ? {} : { networks }),
  };
}

/** A UI that a running stack has left shows that stack's workflows, not those of another server. */
function addressesFrom(given: Given, local: LocalStack | undefined) {
  const [databaseUrl, temporalAddress] = [given('DATABASE_URL'), given('TEMPORAL_ADDRESS')];
  const { temporalUi, ...left } = local ?? nothingLeft;
  return {
    databaseUrl: databaseUrl ?? left.databaseUrl,
    temporalAddress: temporalAddress ?? left.temporalAddress,
    temporalUi: given('TEMPORAL_UI_URL') ?? (temporalAddress === null ? temporalUi : null),
    fromLocalStack: {
      databaseUrl: databaseUrl === null && local !== undefined,
      temporalAddress: temporalAddress === null && local !== undefined,
    },
  };
}

const nothingLeft = { databaseUrl: null, temporalAddress: null, temporalUi: null } as const;

/** Given ones, else those of a running stack, else, in a sandbox, those of this machine. */
function keysFrom(given: Given, local: LocalStack | undefined): KeySetting | null {
  const peppers = given('USHER_PEPPERS');
  const sealingKeys = given('USHER_SEALING_KEYS');
  if (peppers !== null && sealingKeys !== null) return { kind: 'given', peppers, sealingKeys };
  if (local !== undefined) return { kind: 'file', file: local.keysFile };
  if (given('USHER_SANDBOX') !== '1') return null;
  return { kind: 'file', file: join(localDirectory(), 'keys.json') };
}

function mistakesOf(settings: Settings, given: Given): Mistakes {
  const { databaseUrl, temporalAddress, temporalUi } = settings;
  const [peppers, sealingKeys] = [given('USHER_PEPPERS'), given('USHER_SEALING_KEYS')];
  const halfKeys = (peppers === null) !== (sealingKeys === null);
  const keys = [
    ...(halfKeys ? ['of USHER_PEPPERS and USHER_SEALING_KEYS only one is there'] : []),
    ...unfitKeyLists({ USHER_PEPPERS: peppers ?? '', USHER_SEALING_KEYS: sealingKeys ?? '' }),
  ];
  return {
    ...(databaseUrl === null || isUrl(databaseUrl, ['postgres:', 'postgresql:'])
      ? {}
      : {
          database: 'DATABASE_URL is not of the form postgres://user:password@host:port/database',
        }),
    ...(temporalAddress === null || /^(?:[^\s/:]+|\[[0-9a-f:]+\]):\d{1,5}$/i.test(temporalAddress)
      ? {}
      : { Temporal: 'TEMPORAL_ADDRESS is not of the form host:port' }),
    ...(temporalUi === null || isUrl(temporalUi, ['http:', 'https:'])
      ? {}
      : { 'Temporal UI': 'TEMPORAL_UI_URL is not of the form http://host:port' }),
    ...(keys.length === 0 ? {} : { keys: keys.join('; ') }),
  };
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

function nonEmpty(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
