import { randomBytes } from "node:crypto";
import type { Actor } from "../../model/audit.ts";
import { AppError } from "../../model/errors.ts";
import { LIMITS } from "../../model/limits.ts";
import { fromTime, toTime } from "../../model/time.ts";
import { hashOf, idOf, type Scope, type Token, type TokenInput, type TokenMade } from "../../model/token.ts";
import type { Store } from "../../store/store.ts";

/** Who makes or ends tokens, where, and when. */
export interface Office {
  readonly store: Pick<Store, "tokens" | "audit">;
  readonly now: () => number;
  readonly actor: Actor;
}

const makerOf = ({ actor, token }: Actor): string => token ?? (actor === "bootstrap" ? "bootstrap" : "cli");

/** Makes a token; its secret is in this answer and nowhere else. Throws `bad-value` for one that has expired already, and for tasks beside a scope
    that knows none. */
export const createToken = async (
  { store, now, actor }: Office,
  { name = null, scopes, tasks = null, expires = null }: TokenInput,
): Promise<TokenMade> => {
  if (expires !== null && !(fromTime(expires) > now()))
    throw new AppError("bad-value", `/expires must lie ahead, not at ${expires}`, { pointer: "/expires" });
  if (tasks !== null && scopes.some((scope) => scope === "triage" || scope === "admin"))
    throw new AppError("bad-value", "/tasks goes with the scopes ingest and read alone", {
      pointer: "/tasks",
    });
  const made = await add(store, "tsk_", {
    name,
    scopes,
    tasks,
    created: toTime(now()),
    created_by: makerOf(actor),
    expires: expires && toTime(fromTime(expires)),
    session: false,
  });
  await store.audit.append({
    ...actor,
    action: "token-create",
    subject: made.id,
    detail: { name, scopes, tasks, expires },
  });
  return made;
};

/** Ends a token or a session. Throws `not-found`. */
export const revokeToken = async ({ store, now, actor }: Office, id: string): Promise<Token> => {
  const token = await store.tokens.revoke(id, toTime(now()));
  await store.audit.append({
    ...actor,
    action: token.session ? "logout" : "token-revoke",
    subject: id,
    detail: { name: token.name },
  });
  return token;
};

const IN_BROWSERS: readonly Scope[] = ["read", "triage"];

/** Makes a session for somebody who has shown a token: it may do what the token may, but for administration and for what runners do. Answers its secret. */
export const createSession = async (
  { store, now, actor }: Office,
  scopes: readonly Scope[],
): Promise<string> => {
  await store.tokens.removeSessions(toTime(now()));
  const { token, id } = await add(store, "tss_", {
    name: actor.name,
    scopes: scopes.includes("admin")
      ? [...IN_BROWSERS]
      : IN_BROWSERS.filter((scope) => scopes.includes(scope)),
    tasks: null,
    created: toTime(now()),
    created_by: makerOf(actor),
    expires: toTime(now() + LIMITS.session),
    session: true,
  });
  await store.audit.append({ ...actor, action: "login", subject: id, detail: {} });
  return token;
};

const add = async (
  { tokens }: Office["store"],
  prefix: "tsk_" | "tss_",
  fields: Omit<Token, "id" | "revoked" | "last_used">,
): Promise<TokenMade> => {
  const secret = `${prefix}${randomBytes(32).toString("base64url")}`;
  const hash = hashOf(secret);
  const token = { id: idOf(hash), ...fields, revoked: null, last_used: null };
  await tokens.add({ ...token, hash });
  return { ...token, token: secret };
};
