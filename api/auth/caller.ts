import type { FastifyRequest } from "fastify";
import type { Actor } from "../../model/audit.ts";
import type { Scope, Token } from "../../model/token.ts";
import type { Need } from "./needs.ts";

/** What requests without a token may do. `write` is all but administration, `owner` is everything: for a command that has the store itself. */
export type Anonymous = "none" | "read" | "write" | "owner";

/** Who makes a request, and what that allows. */
export interface Caller {
  readonly actor: Actor;
  readonly scopes: readonly Scope[];
  /** Names of tasks, or their beginnings with `*`, whose runs it may write; null for all. */
  readonly tasks: readonly string[] | null;
  /** What its rates are counted by; null for no limit. */
  readonly counted: string | null;
}

const ANONYMOUS_SCOPES: Readonly<Record<Anonymous, readonly Scope[]>> = {
  none: [],
  read: ["read"],
  write: ["ingest", "read", "triage"],
  owner: ["admin"],
};

/** Somebody without a token, at an address. Where everybody may write, the server is its user's own: there are no rates. */
export const anonymousCaller = (anonymous: Anonymous, address: string): Caller => ({
  actor: { actor: anonymous === "owner" ? "cli" : "anonymous", token: null, name: null },
  scopes: ANONYMOUS_SCOPES[anonymous],
  tasks: null,
  counted: ANONYMOUS_SCOPES[anonymous].length > 1 || anonymous === "owner" ? null : `address ${address}`,
});

export const BOOTSTRAP: Caller = {
  actor: { actor: "bootstrap", token: null, name: null },
  scopes: ["admin"],
  tasks: null,
  counted: "bootstrap",
};

/** The holder of a token, or of a session that was made from it. */
export const tokenCaller = ({ id, name, scopes, tasks, session, created_by }: Token): Caller => ({
  actor:
    session && created_by === "bootstrap"
      ? BOOTSTRAP.actor
      : { actor: "token", token: session ? created_by : id, name },
  scopes,
  tasks,
  counted: `token ${id}`,
});

/** Whether a caller may do what needs this. */
export const may = ({ scopes }: Caller, need: Need): boolean => {
  if (need === "nothing" || scopes.includes("admin")) return true;
  return need === "write" ? scopes.some((scope) => scope !== "read") : scopes.includes(need);
};

/** Where a request has its caller. */
export const CALLER = "caller";

export const callerOf = (request: FastifyRequest): Caller => request.getDecorator<Caller>(CALLER);

export const setCaller = (request: FastifyRequest, caller: Caller): void =>
  request.setDecorator(CALLER, caller);
