const counts = { type: 'integer', minimum: 0 } as const;
const text = { type: 'string' } as const;

const finding = {
  type: 'object',
  required: ['code', 'severity', 'message', 'path', 'line', 'column', 'expected', 'file'],
  additionalProperties: false,
  properties: {
    code: {
      ...text,
      pattern: '^[A-Z][A-Z_]+$',
      description: 'Stable: see docs/errors.md, docs/findings.md.',
    },
    severity: { enum: ['error', 'warning', 'info'] },
    message: text,
    path: { ...text, description: 'In the structure of the file; empty for the file as a whole.' },
    line: { type: 'integer', minimum: 1 },
    column: { type: 'integer', minimum: 1, description: 'In UTF-16 code units.' },
    file: text,
    value: { ...text, description: 'What is written there, cut to 60 characters.' },
    expected: { ...text, description: 'What would be right.' },
    meant: { ...text, description: 'The one word, of several, that is probably meant.' },
  },
} as const;

/** What `usher lint --format json` prints, JSON Schema draft-07; docs/lint-output.schema.json. */
export const lintOutputSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'usher lint --format json',
  type: 'object',
  required: [
    'schemaVersion',
    'files',
    'diagnostics',
    'silenced',
    'errors',
    'warnings',
    'infos',
    'unread',
  ],
  additionalProperties: false,
  properties: {
    schemaVersion: { const: 1 },
    files: {
      type: 'array',
      items: {
        type: 'object',
        required: ['file', 'kind', 'digest'],
        additionalProperties: false,
        properties: {
          file: text,
          kind: { enum: ['campaign', 'policy', 'population', 'test'] },
          digest: {
            type: ['string', 'null'],
            pattern: '^[0-9a-f]{64}$',
            description: 'Null when the file does not compile.',
          },
        },
      },
    },
    diagnostics: { type: 'array', items: finding },
    silenced: {
      type: 'array',
      items: {
        type: 'object',
        required: ['finding', 'reason'],
        additionalProperties: false,
        properties: { finding, reason: text },
      },
    },
    errors: counts,
    warnings: counts,
    infos: counts,
    unread: {
      type: 'array',
      items: text,
      description: 'A sentence for each file or folder that could not be read.',
    },
  },
} as const;
