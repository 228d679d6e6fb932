declare const brand: unique symbol;

/** A value that was checked once, at the edge, and is trusted from there on. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
