import { join } from 'node:path';

import { EnvironmentError } from '../stack/environment-error.ts';
import { localDirectory } from '../stack/local-directory.ts';
import { localStackFile, readLocalStack, type LocalStack } from './local-stack.ts';

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
  readonly localStackFile: string;
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

/**
 * Reads the environment and, for what it leaves open, what a running local stack has left.
 * @throws EnvironmentError naming all mistakes at once
 */
export async function readSettings(environment = process.env): Promise<Settings> {
  const file = localStackFile();
  const local = await readLocalStack(file);
  const given: Given = (name) => nonEmpty(environment[name]?.trim());
  const settings: Settings = {
    ...addressesFrom(given, local),
    temporalNamespace: given('TEMPORAL_NAMESPACE') ?? 'default',
    keys: keysFrom(given, local),
    taskQueues: local?.taskQueues ?? null,
    localStackFile: file,
  };
  const mistakes = mistakesOf(settings, given);
  if (mistakes.length > 0) throw new EnvironmentError(`Cannot start: ${mistakes.join('; ')}.`);
  return settings;
}

/** One setting that a command cannot do without. */
export function required(settings: Settings, name: Address): string {
  const value = settings[name];
  if (value !== null) return value;
  throw new EnvironmentError(
    `Nothing says where ${addresses[name].name} is: run \`usher dev\` in another terminal, or set ${addresses[name].variable}.`,
  );
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

function mistakesOf(settings: Settings, given: Given): string[] {
  const { databaseUrl, temporalAddress, temporalUi } = settings;
  const halfKeys = (given('USHER_PEPPERS') === null) !== (given('USHER_SEALING_KEYS') === null);
  return [
    ...(databaseUrl === null || isUrl(databaseUrl, ['postgres:', 'postgresql:'])
      ? []
      : ['DATABASE_URL is not of the form postgres://user:password@host:port/database']),
    ...(temporalAddress === null || /^(?:[^\s/:]+|\[[0-9a-f:]+\]):\d{1,5}$/i.test(temporalAddress)
      ? []
      : ['TEMPORAL_ADDRESS is not of the form host:port']),
    ...(temporalUi === null || isUrl(temporalUi, ['http:', 'https:'])
      ? []
      : ['TEMPORAL_UI_URL is not of the form http://host:port']),
    ...(halfKeys ? ['of USHER_PEPPERS and USHER_SEALING_KEYS only one is there'] : []),
  ];
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

function nonEmpty(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
