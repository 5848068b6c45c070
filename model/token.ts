import { createHash } from "node:crypto";
import Type from "typebox";
import { Name, nullable, oneOf, Time } from "./schema.ts";

/** What a token may do: `ingest` writes runs, `read` reads, `triage` schedules, cancels, retries and pins; `admin` may do all of it, make tokens and
    read the audit trail. */
export const SCOPES = ["ingest", "read", "triage", "admin"] as const;

export type Scope = (typeof SCOPES)[number];

/** A token as it is shown: all but its secret. */
export const Token = Type.Object({
  id: Type.String({ description: "first 16 hex digits of the SHA-256 of the token" }),
  name: nullable(Type.String()),
  scopes: Type.Array(oneOf(SCOPES)),
  tasks: nullable(
    Type.Array(Type.String()),
    "tasks whose runs it may write, `rpm*` for all that begin with `rpm`; null for all",
  ),
  created: Time,
  created_by: Type.String({ description: "id of the token that made it, or `cli`, `bootstrap`" }),
  expires: nullable(Time),
  revoked: nullable(Time),
  last_used: nullable(Time, "to the minute"),
  session: Type.Boolean({ description: "made by the login form from the token `created_by`" }),
});

export type Token = Type.Static<typeof Token>;

export const TokenInput = Type.Object({
  name: Type.Optional(nullable(Name)),
  scopes: Type.Array(oneOf(SCOPES), { minItems: 1, uniqueItems: true }),
  tasks: Type.Optional(nullable(Type.Array(Name, { minItems: 1, maxItems: 100 }))),
  expires: Type.Optional(nullable(Time)),
});

export type TokenInput = Type.Static<typeof TokenInput>;

/** A token that was just made: the only time that its secret is shown. */
export const TokenMade = Type.Object({ ...Token.properties, token: Type.String() });

export type TokenMade = Type.Static<typeof TokenMade>;

/** What tokens (`tsk_`) and sessions (`tss_`) look like: 32 random bytes as base64url. */
export const TOKEN = /^ts[ks]_[A-Za-z0-9_-]{43}$/;

const ANY_TOKEN = /ts[ks]_[A-Za-z0-9_-]{43}/g;

/** The text with every token in it cut. */
export const withoutTokens = (text: string): string =>
  text.replace(ANY_TOKEN, (token) => `${token.slice(0, 4)}…`);

/** SHA-256 in hex: all that is kept of a token. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The id of the token with this hash. */
export const idOf = (hash: string): string => hash.slice(0, 16);
