import Type from "typebox";
import { nullable, oneOf, Sha256, Time } from "./schema.ts";

/** Everything that is written to the audit trail. */
export const AUDIT_ACTIONS = [
  "token-create",
  "token-revoke",
  "login",
  "logout",
  "login-failed",
  "schedule",
  "cancel",
  "retry",
  "pin",
  "unpin",
  "delete",
  "retention",
  "backup",
  "restore",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did it: a token (a session is told by the token behind it), the server's own `TASKOTRON_TOKEN`, nobody known, a command on this machine, or
    the server by itself. */
const ACTORS = ["token", "bootstrap", "anonymous", "cli", "server"] as const;

export const Actor = Type.Object({
  actor: oneOf(ACTORS),
  token: nullable(Type.String({ description: "id of the token" })),
  name: nullable(Type.String({ description: "name of the token" })),
});

export type Actor = Type.Static<typeof Actor>;

export const CLI: Actor = { actor: "cli", token: null, name: null };

export const SERVER: Actor = { actor: "server", token: null, name: null };

const Entry = Type.Object({
  ...Actor.properties,
  action: oneOf(AUDIT_ACTIONS),
  subject: nullable(Type.String({ description: "id of what it was done to" })),
  detail: Type.Record(Type.String(), Type.Unknown()),
});

/** What is told to the trail. */
export type AuditEntry = Type.Static<typeof Entry>;

/** A row of the trail. */
export const AuditRow = Type.Object({
  seq: Type.Integer({ minimum: 1, description: "from 1, without gaps" }),
  time: Time,
  ...Entry.properties,
  hash: Sha256,
});

export type AuditRow = Type.Static<typeof AuditRow>;

/** Where the trail ends: what an operator can note elsewhere, and compare later. */
export const AuditHead = Type.Object({
  seq: Type.Integer({ minimum: 0, description: "0 for an empty trail" }),
  hash: Sha256,
});

export type AuditHead = Type.Static<typeof AuditHead>;

/** What a look at the whole trail found. */
export const AuditVerdict = Type.Object({
  rows: Type.Integer(),
  head: AuditHead,
  faults: Type.Array(Type.Object({ seq: Type.Integer(), fault: Type.String() }), {
    description: "rows that are not as they were written, at most 100",
  }),
});

export type AuditVerdict = Type.Static<typeof AuditVerdict>;
