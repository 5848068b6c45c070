/** Which trigrams a matching line must contain. */
export type Plan =
  | { readonly kind: "any" }
  | { readonly kind: "all-of"; readonly trigrams: Uint32Array }
  | { readonly kind: "and" | "or"; readonly parts: readonly Plan[] };
