import type { FastifyInstance } from "fastify";
import type { AuditAction } from "../../model/audit.ts";
import type { Store } from "../../store/store.ts";
import { callerOf } from "./caller.ts";

/** Routes whose success the audit trail is told of. Those that have more to tell do it themselves. */
const AUDITED: Readonly<Record<string, AuditAction>> = {
  "POST /api/v1/jobs": "schedule",
  "POST /api/v1/jobs/:uuid/retry": "retry",
  "DELETE /api/v1/jobs/:uuid": "cancel",
  "PUT /api/v1/runs/:uuid/pin": "pin",
  "DELETE /api/v1/runs/:uuid/pin": "unpin",
};

/** Tells the audit trail what was done, before it is acknowledged. */
export const auditWrites = (app: FastifyInstance, audit: Store["audit"]): void => {
  app.addHook("preSerialization", async (request, reply, payload) => {
    const action = AUDITED[`${request.method} ${request.routeOptions.url}`];
    if (action === undefined || reply.statusCode >= 400) return payload;
    const { uuid } = (payload ?? {}) as { readonly uuid?: string };
    const { uuid: asked } = request.params as { readonly uuid?: string };
    const detail = asked === undefined || asked === uuid ? {} : { of: asked };
    await audit.append({ ...callerOf(request).actor, action, subject: uuid ?? asked ?? null, detail });
    return payload;
  });
};
