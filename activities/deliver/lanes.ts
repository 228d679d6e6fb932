/**
 * Runs `work` on every item, at most `lanes` at once, until `stopped`. Every item that was begun is
 * finished; then the first error, if there was one, is thrown. Returns the items not begun.
 */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: { readonly lanes: number; readonly stopped: () => boolean },
  work: (item: Item) => Promise<void>,
): Promise<readonly Item[]> {
  const errors: unknown[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < items.length && !lanes.stopped()) {
      const item = items[next] as Item;
      next += 1;
      await work(item).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: lanes.lanes }, run));
  if (errors.length > 0) throw errors[0];
  return items.slice(next);
}
