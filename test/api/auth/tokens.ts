import { createToken } from "../../../api/auth/issue.ts";
import { CLI } from "../../../model/audit.ts";
import type { Scope, TokenInput, TokenMade } from "../../../model/token.ts";
import type { Store } from "../../../store/store.ts";
import { NOW } from "../open.ts";

/** A token of a test's store. */
export const tokenWith = (
  { store }: { readonly store: Store },
  scopes: readonly Scope[],
  more: Partial<TokenInput> = {},
): Promise<TokenMade> =>
  createToken({ store, now: () => NOW - 1000, actor: CLI }, { scopes: [...scopes], ...more });

export const bearer = (token: string): { readonly authorization: string } => ({
  authorization: `Bearer ${token}`,
});
