import { createToken, revokeToken } from "../api/auth/issue.ts";
import { type AuditHead, type AuditRow, type AuditVerdict, CLI } from "../model/audit.ts";
import type { Settings } from "../model/settings.ts";
import type { Token, TokenInput, TokenMade } from "../model/token.ts";
import { openStore } from "../store/open.ts";
import { type Client, openClient } from "./client.ts";
import { storeOptions, storeUrl } from "./settings.ts";

/** Tokens and the audit trail, as commands use them. */
export interface Registry extends AsyncDisposable {
  create(input: TokenInput): Promise<TokenMade>;
  list(): Promise<readonly Token[]>;
  revoke(id: string): Promise<Token>;
  /** Newest first. */
  audit(limit: number): Promise<readonly AuditRow[]>;
  verify(noted: AuditHead | null): Promise<AuditVerdict>;
}

/** The server that the settings name; else the store itself, whoever serves it: so that the first token can be made without one. */
export const openRegistry = async (settings: Settings): Promise<Registry> =>
  settings.server === "" ? openStored(settings) : served(await openClient(settings));

const openStored = async (settings: Settings): Promise<Registry> => {
  const now = Date.now;
  const store = await openStore(storeUrl(settings), storeOptions(settings));
  const office = { store, now, actor: CLI };
  return {
    create: (input) => createToken(office, input),
    list: () => store.tokens.list(),
    revoke: (id) => revokeToken(office, id),
    audit: (limit) => store.audit.list(null, limit),
    verify: (noted) => store.audit.verify(noted),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
};

const served = (client: Client): Registry => ({
  create: async (input) => (await client.call("POST", "/tokens", JSON.stringify(input))) as TokenMade,
  list: async () => ((await client.call("GET", "/tokens")) as { readonly data: Token[] }).data,
  revoke: async (id) => (await client.call("DELETE", `/tokens/${encodeURIComponent(id)}`)) as Token,
  audit: async (limit) =>
    ((await client.call("GET", `/audit?limit=${limit}`)) as { readonly data: AuditRow[] }).data,
  verify: async (noted) =>
    (await client.call(
      "GET",
      `/audit/verdict${noted === null ? "" : `?seq=${noted.seq}&hash=${noted.hash}`}`,
    )) as AuditVerdict,
  [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
});
