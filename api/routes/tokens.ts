import Type from "typebox";
import { pageOf } from "../../model/page.ts";
import { Token, TokenInput, TokenMade } from "../../model/token.ts";
import { answers, created } from "../answers.ts";
import { callerOf } from "../auth/caller.ts";
import { createToken, revokeToken } from "../auth/issue.ts";
import type { Routes } from "../context.ts";

const TokensAnswer = pageOf(Token);

const OfToken = Type.Object({ id: Type.String({ pattern: "^[0-9a-f]{16}$" }) });

export const tokenRoutes: Routes = async (app, { store, now }) => {
  app.get(
    "/tokens",
    {
      schema: { summary: "Lists tokens and sessions, newest first", response: answers(TokensAnswer) },
    },
    async (): Promise<Type.Static<typeof TokensAnswer>> => {
      const data = [...(await store.tokens.list())];
      return { data, next: null, total: { value: data.length, exact: true } };
    },
  );

  app.post(
    "/tokens",
    {
      schema: {
        summary: "Makes a token; its secret is in this answer and nowhere else",
        body: TokenInput,
        response: created(TokenMade),
      },
    },
    async (request, reply) => {
      const made = await createToken({ store, now, actor: callerOf(request).actor }, request.body);
      void reply.code(201).header("cache-control", "no-store");
      return made;
    },
  );

  app.delete(
    "/tokens/:id",
    {
      schema: {
        summary: "Revokes a token, and the sessions that were made from it; may be repeated",
        params: OfToken,
        response: answers(Token),
      },
    },
    async (request) => revokeToken({ store, now, actor: callerOf(request).actor }, request.params.id),
  );
};
