import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { connect } from './json-rpc.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = createRequire(import.meta.url).resolve(
  'yaml-language-server/bin/yaml-language-server',
);

/** As the extension for editors has them, but for what it would fetch from the internet. */
const settings = {
  validate: true,
  hover: true,
  completion: true,
  schemaStore: { enable: false },
  kubernetesCRDStore: { enable: false },
};

const capabilities = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown'] },
    publishDiagnostics: {},
  },
  workspace: { configuration: true },
};

/** Lines and characters count from 0, as the protocol has them. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** What an editor underlines. */
export interface Underline {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly message: string;
}

/** What an editor offers to fill in. */
export interface Offer {
  readonly label: string;
  readonly insertText?: string;
  readonly documentation?: string | { readonly value: string };
}

/** The YAML language server, as it runs beside an editor. Paths begin at the project's folder. */
export interface LanguageServer {
  /** Opens a text as if it were this file, and waits for what is underlined in it. */
  open(path: string, text: string): Promise<readonly Underline[]>;
  complete(path: string, place: Place): Promise<readonly Offer[]>;
  hover(path: string, place: Place): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the server over its standard streams; `schemas` are the patterns of an editor's settings. */
export async function startLanguageServer(
  schemas: Readonly<Record<string, readonly string[]>> = {},
): Promise<LanguageServer> {
  const child = spawn(process.execPath, [script, '--stdio'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((over) => child.once('exit', over));
  const waiting = new Map<string, (found: readonly Underline[]) => void>();
  const connection = connect(child, {
    asked: (method, params) => {
      if (method !== 'workspace/configuration') return null;
      const { items } = params as { readonly items: readonly { readonly section: string }[] };
      return items.map(({ section }) => (section === 'yaml' ? { ...settings, schemas } : null));
    },
    told: (method, params) => {
      if (method !== 'textDocument/publishDiagnostics') return;
      const { uri, diagnostics } = params as { uri: string; diagnostics: readonly Underline[] };
      waiting.get(uri)?.(diagnostics);
    },
  });

  await connection.ask('initialize', { processId: process.pid, rootUri: uriOf('.'), capabilities });
  connection.tell('initialized', {});
  connection.tell('workspace/didChangeConfiguration', {
    settings: { yaml: { ...settings, schemas } },
  });

  return {
    open: async (path, text) => {
      const uri = uriOf(path);
      const found = new Promise<readonly Underline[]>((come) => waiting.set(uri, come));
      connection.tell('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version: 1, text },
      });
      return found;
    },
    complete: async (path, position) => {
      const textDocument = { uri: uriOf(path) };
      const answer = await connection.ask('textDocument/completion', { textDocument, position });
      return (answer as { readonly items: readonly Offer[] } | null)?.items ?? [];
    },
    hover: async (path, position) => {
      const textDocument = { uri: uriOf(path) };
      const answer = await connection.ask('textDocument/hover', { textDocument, position });
      return (
        (answer as { readonly contents: { readonly value: string } } | null)?.contents.value ?? ''
      );
    },
    stop: async () => {
      await connection.ask('shutdown', null);
      connection.tell('exit', null);
      await ended;
    },
  };
}

function uriOf(path: string): string {
  return pathToFileURL(resolve(root, path)).href;
}
