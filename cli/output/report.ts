import type { Failure } from '../failure.ts';
import { coloursFor, isColoured } from './colour.ts';
import { forJson } from './json.ts';
import { printable, printableInColour } from './printable.ts';

/** In what form a command says what came of it. */
export type OutputForm = 'text' | 'json' | 'csv';

/** Grows when a field of the JSON output changes its meaning or goes; a new field does not count. */
const jsonSchemaVersion = 1;

/** Where a command says what came of it. */
export interface Report {
  readonly form: OutputForm;
  /** The command's one result, on standard output: the text (for people, or CSV), or the fields as JSON. */
  result(text: string, fields: Readonly<Record<string, unknown>>): void;
  /** How it goes, on standard error; people only. */
  progress(line: string): void;
}

/** Opens the report of one run of a command. */
export function openReport(form: OutputForm): Report {
  return {
    form,
    result: (text, fields) => {
      const json = (): string =>
        JSON.stringify(
          { schemaVersion: jsonSchemaVersion, ...(forJson(fields) as object) },
          null,
          2,
        );
      if (form === 'csv') writeSheet(text);
      else write(process.stdout, form === 'json' ? json() : text);
    },
    progress: (line) => {
      if (form === 'text') write(process.stderr, coloursFor(process.stderr).dim(line));
    },
  };
}

/** Says on standard error why a command did not come to a result. */
export function reportFailure(
  form: OutputForm,
  { code, message, operation }: Omit<Failure, 'exitCode'>,
): void {
  const error = { code, message, ...(operation === undefined ? {} : { operation }) };
  const json = (): string => JSON.stringify({ schemaVersion: jsonSchemaVersion, error }, null, 2);
  write(process.stderr, form === 'json' ? json() : message);
}

function write(stream: NodeJS.WriteStream, text: string): void {
  const safe = isColoured(stream) ? printableInColour(text) : printable(text);
  if (safe !== '') stream.write(`${safe}\n`);
}

/** RFC 4180 ends lines with CR and LF; no other control character gets through. */
function writeSheet(text: string): void {
  process.stdout.write(`${text.split('\r\n').map(printable).join('\r\n')}\n`);
}
