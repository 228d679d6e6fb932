/**
 * Works something out of terms, rules or the like, and remembers it with them: every use asks, and a
 * version stays as it is.
 */
export function onceFor<Key extends object, T extends object | number | boolean>(
  workOut: (key: Key) => T,
): (key: Key) => T {
  const remembered = new WeakMap<Key, T>();
  return (key) => {
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const found = workOut(key);
    remembered.set(key, found);
    return found;
  };
}
