/** What a campaign stands on; taken out before the whole is checked. */
export const extendsSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 500,
  description:
    'The path, from this file, of a campaign that says what this one does not. Mappings are merged key by key and rewards by `id`, everything else is replaced, and `null` takes away what the other says.',
  examples: ['./base.yaml'],
} as const;
