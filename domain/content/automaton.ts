/** Aho and Corasick's: all words at once, in one pass over a text. */
export interface Automaton {
  /** Tells of each word that ends with the `at`-th symbol of a text, the longest first. */
  run(symbols: Iterable<number>, tell: (word: number, at: number) => void): void;
}

interface Node {
  readonly next: Map<number, Node>;
  /** Where the longest proper ending leads that begins a word as well. */
  fail: Node | null;
  /** Words that end here. */
  readonly words: number[];
  /** The nearest node on the way of `fail` at which a word ends. */
  shorter: Node | null;
}

/** An automaton that finds words, each a sequence of symbols, and names them by their places. */
export function automatonOf(words: readonly (readonly number[])[]): Automaton {
  const root = node();
  for (const [word, symbols] of words.entries()) {
    let at = root;
    for (const symbol of symbols) at = child(at, symbol);
    at.words.push(word);
  }
  link(root);
  return {
    run: (symbols, tell) => {
      let now = root;
      let at = 0;
      for (const symbol of symbols) {
        now = step(now, symbol) ?? root;
        for (let end: Node | null = now; end !== null; end = end.shorter) {
          for (const word of end.words) tell(word, at);
        }
        at += 1;
      }
    },
  };
}

function node(): Node {
  return { next: new Map(), fail: null, words: [], shorter: null };
}

function child(parent: Node, symbol: number): Node {
  const found = parent.next.get(symbol);
  if (found !== undefined) return found;
  const made = node();
  parent.next.set(symbol, made);
  return made;
}

function step(from: Node, symbol: number): Node | undefined {
  for (let at: Node | null = from; at !== null; at = at.fail) {
    const to = at.next.get(symbol);
    if (to !== undefined) return to;
  }
  return undefined;
}

/** Breadth first: what a node falls back to is nearer to the root, and linked already. */
function link(root: Node): void {
  const queue = [root];
  for (const parent of queue) {
    for (const [symbol, one] of parent.next) {
      one.fail = (parent.fail === null ? undefined : step(parent.fail, symbol)) ?? root;
      one.shorter = one.fail.words.length > 0 ? one.fail : one.fail.shorter;
      queue.push(one);
    }
  }
}
