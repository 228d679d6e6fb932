import type { Document } from 'yaml';
import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { Base } from './follow.ts';
import { openCampaign } from './open-campaign.ts';
import { originAt, type Origin } from './origin.ts';
import type { Path } from '../diagnostic.ts';

/**
 * A campaign with everything that it extends in it, as YAML that stands alone; undefined where it
 * cannot be put together. Comments are those of the file itself.
 */
export function resolveCampaign(text: string, bases: readonly Base[]): string | undefined {
  const source = openCampaign(text, bases);
  if (!source.ok) return undefined;
  const { document, layers } = source.parsed;
  if (layers === undefined) return text;
  const { contents } = document;
  if (!isMap(contents)) return undefined;
  fill(contents, source.data, { root: layers.root, path: [], document });
  return document.toString({ lineWidth: 0 });
}

interface Filling {
  readonly root: Origin;
  readonly path: Path;
  readonly document: Document;
}

/** Makes a mapping of the file the whole one: first what is its own, with comments, then the rest. */
function fill(map: YAMLMap, whole: unknown, { root, path, document }: Filling): void {
  const left = new Map<string, unknown>(Object.entries(whole ?? {}));
  map.items = map.items.filter((pair) => {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    if (!left.has(key)) return false;
    const [at, value] = [[...path, key], left.get(key)];
    if (isPutTogether(root, at)) {
      if (isMap(pair.value)) fill(pair.value, value, { root, path: at, document });
      else pair.value = document.createNode(value);
    }
    return left.delete(key);
  });
  if (left.size > 0) map.flow = false;
  for (const [key, value] of left) map.items.push(document.createPair(key, value));
}

function isPutTogether(root: Origin, path: Path): boolean {
  return originAt(root, path).parts !== undefined;
}
