/** A wait, for whoever is given the process's clock otherwise, that is over at once. */
export function atOnce(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
