import Type from "typebox";
import { AuditRow, AuditVerdict } from "../../model/audit.ts";
import { pageOf } from "../../model/page.ts";
import { Sha256 } from "../../model/schema.ts";
import { answers } from "../answers.ts";
import { Limit } from "../ask.ts";
import type { Routes } from "../context.ts";

const USUAL = 100;

const AuditAnswer = pageOf(AuditRow);

const Listed = Type.Object({
  cursor: Type.Optional(Type.Integer({ minimum: 1, description: "`next` of an earlier page" })),
  limit: Limit(USUAL),
});

const Noted = Type.Object({
  seq: Type.Optional(
    Type.Integer({ minimum: 0, description: "sequence number of a row that was noted before" }),
  ),
  hash: Type.Optional({ ...Sha256, description: "its hash" }),
});

export const auditRoutes: Routes = async (app, { store }) => {
  app.get(
    "/audit",
    {
      schema: {
        summary: "Lists who did what, newest first",
        querystring: Listed,
        response: answers(AuditAnswer),
      },
    },
    async ({ query: { cursor = null, limit = USUAL } }): Promise<Type.Static<typeof AuditAnswer>> => {
      const data = [...(await store.audit.list(cursor, limit))];
      const last = data.at(-1)?.seq ?? 1;
      return {
        data,
        next: last > 1 ? String(last) : null,
        total: { value: data[0]?.seq ?? 0, exact: cursor === null },
      };
    },
  );

  app.get(
    "/audit/verdict",
    {
      schema: {
        summary: "Reads the whole audit trail and names the rows that were changed",
        querystring: Noted,
        response: answers(AuditVerdict),
      },
    },
    async ({ query: { seq, hash } }) =>
      store.audit.verify(seq === undefined || hash === undefined ? null : { seq, hash }),
  );
};
