declare const brand: unique symbol;

/** A `Base` that only its own parser may make, so that two kinds of string are never confused. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
