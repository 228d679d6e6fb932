import { campaignSchema } from '../../domain/campaign/schema.ts';
import type { Language } from '../../lang/say.ts';
import { schemaForEditors, type Schema } from './schema.ts';

/** Keywords that want a key to be there, or not to be there beside another. */
const leftOut = ['required', 'anyOf', 'minProperties', 'dependencies'];

/**
 * A schema of files that may extend another: where they do, what the other says may be missing, and
 * `null` takes it away.
 */
function whereExtended(schema: Schema): Schema {
  const { $schema, title, description, definitions, ...rest } = schema;
  const { metadata, ...others } = (relaxed(rest) as { properties: Record<string, Schema> })
    .properties;
  const extending = {
    ...relaxed(rest),
    required: ['apiVersion', 'kind', 'metadata'],
    properties: { ...others, metadata: { ...metadata, required: ['id'] } },
  };
  return {
    ...{ $schema, title, description, definitions },
    if: { required: ['extends'] },
    then: extending,
    else: { title, ...rest },
  };
}

/** As editors see a campaign: what a variant may say is all that the campaign may say there. */
function withVariants(schema: Schema): Schema {
  const { properties, ...rest } = schema as { properties: Record<string, Schema> };
  const spec = properties['spec'] as { properties: Record<string, Schema> };
  const list = spec.properties['variants'] as { items: { properties: Record<string, Schema> } };
  const override = list.items.properties['spec'] as { properties: Record<string, Schema> };
  const parts = Object.entries(override.properties).map(([key, part]): [string, Schema] => {
    const own = spec.properties[key];
    return [key, own === undefined ? part : orNothing(own)];
  });
  const said = { ...override, properties: Object.fromEntries(parts) };
  const items = { ...list.items, properties: { ...list.items.properties, spec: said } };
  const variants = { ...list, items };
  const whole = { ...spec, properties: { ...spec.properties, variants } };
  return { ...rest, properties: { ...properties, spec: whole } };
}

function relaxed(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => !leftOut.includes(keyword));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, relaxedPart(keyword, value)]));
}

function relaxedPart(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case 'items':
    case 'then':
      return relaxed(value as Schema);
    case 'allOf':
      return (value as readonly Schema[]).map(relaxed);
    case 'properties':
    case 'patternProperties':
      return Object.fromEntries(
        Object.entries(value as Record<string, Schema | false>).map(([key, part]) => [
          key,
          part === false ? { type: 'null' } : orNothing(part),
        ]),
      );
    default:
      return value;
  }
}

/** A part that may be taken away; one that may be already stays as it is. */
function orNothing(part: Schema): Schema {
  const { type, enum: words, markdownEnumDescriptions: meanings, ...rest } = relaxed(part);
  if (type === undefined || [type].flat().includes('null')) return relaxed(part);
  return {
    ...rest,
    type: [type, 'null'].flat(),
    ...(Array.isArray(words) ? { enum: [...(words as unknown[]), null] } : {}),
    ...(Array.isArray(meanings)
      ? { markdownEnumDescriptions: [...(meanings as string[]), 'Takes it away.'] }
      : {}),
  };
}

/** The schema of a campaign as editors want it: also for files that extend, and for variants. */
export function campaignSchemaForEditors(language: Language): object {
  return whereExtended(withVariants(schemaForEditors(campaignSchema, language)));
}
