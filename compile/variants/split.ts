import { variedParts } from '../../domain/campaign/schema/variants.ts';
import { campaignSchema } from '../../domain/campaign/schema.ts';
import { say } from '../../lang/say.ts';
import type { Problem } from '../diagnostic.ts';
import { merge } from '../extend/merge.ts';
import { partOf, type Written } from '../extend/origin.ts';
import type { Source } from '../source.ts';

type Opened = Extract<Source, { ok: true }>;

/** A variant as if it were a campaign of its own. */
export interface VariantSource {
  readonly index: number;
  readonly id: string;
  readonly source: Opened;
}

const list = ['spec', 'variants'];
const specKeys = Object.keys(campaignSchema.properties.spec.properties);

/**
 * Takes a campaign's variants apart, each with the campaign below it. What a variant must not change
 * is a problem, and taken out of the campaign, so that it is found only once.
 */
export function splitVariants(source: Opened): {
  readonly variants: readonly VariantSource[];
  readonly problems: readonly Problem[];
} {
  const { data, parsed } = source;
  const { layers = { root: { layer: 0, path: [] }, bases: [] } } = parsed;
  const whole: Written = { value: data, origin: layers.root };
  const spec = partOf(whole, 'spec');
  const written = partOf(spec, 'variants');
  if (!Array.isArray(written.value)) return { variants: [], problems: [] };
  const items = written.value.map((_, index) => partOf(written, index));
  const problems = items.flatMap(({ value }, index) => takeForbidden(value, index));
  const below = without(spec, 'variants');
  const variants = items.flatMap((item, index): VariantSource[] => {
    const { value: id } = partOf(item, 'id');
    const said = partOf(item, 'spec');
    const above = said.value === undefined ? { ...said, value: {} } : said;
    if (typeof id !== 'string' || !isRecord(above.value)) return [];
    const { value, origin } = merge(below, above);
    const { parts = new Map() } = origin;
    const root = {
      ...layers.root,
      parts: new Map([...(layers.root.parts ?? []), ['spec', { ...below.origin, parts }]]),
    };
    const own = structuredClone({ ...(data as object), spec: value });
    const varied = { ...parsed, layers: { ...layers, root, variant: id } };
    return [{ index, id, source: { ...source, data: own, parsed: varied } }];
  });
  return { variants, problems };
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function takeForbidden(item: unknown, index: number): Problem[] {
  const { spec } = (item ?? {}) as { spec?: unknown };
  if (typeof spec !== 'object' || spec === null) return [];
  const forbidden = Object.keys(spec).filter(
    (key) => specKeys.includes(key) && !variedParts.includes(key),
  );
  return forbidden.map((key) => {
    Reflect.deleteProperty(spec, key);
    return {
      code: 'NOT_ALLOWED_HERE',
      path: [...list, index, 'spec', key],
      at: 'key',
      message: say`a variant cannot change "${key}", which is the whole campaign's`,
      expected: say`only: ${variedParts.join(', ')}`,
    };
  });
}

function without({ value, origin }: Written, key: string): Written {
  const kept = Object.entries(value ?? {}).filter(([name]) => name !== key);
  return { value: Object.fromEntries(kept), origin };
}
