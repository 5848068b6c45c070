import Type from "typebox";
import { SearchAnswer } from "../../model/answer/search.ts";
import { SuggestAnswer } from "../../model/answer/list.ts";
import { AppError } from "../../model/errors.ts";
import { SCOPES } from "../../model/hit.ts";
import { LIMITS } from "../../model/limits.ts";
import type { FieldRef } from "../../model/query/ast.ts";
import { FIELDS, isFieldName } from "../../model/query/fields.ts";
import { oneOf } from "../../model/schema.ts";
import { answers } from "../answers.ts";
import { ask, ASKED, Cursor, Limit } from "../ask.ts";
import type { Routes } from "../context.ts";
import { search } from "../search/search.ts";
import { timeLimit } from "../time-limit.ts";

const USUAL_HITS = 50;
const USUAL_VALUES = 10;
const MOST_CONTEXT = 50;

const Searched = Type.Object({
  ...ASKED,
  in: Type.Optional(oneOf(SCOPES)),
  context: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: MOST_CONTEXT,
      description: "lines before and after each hit in a log",
    }),
  ),
  group: Type.Optional(oneOf(["run"])),
  limit: Limit(USUAL_HITS),
  cursor: Cursor,
});

const Suggested = Type.Object({
  field: Type.String({ maxLength: 200, description: "a field of the query language, or data.KEY" }),
  prefix: Type.Optional(Type.String({ maxLength: LIMITS.query })),
  limit: Limit(USUAL_VALUES),
});

export const searchRoutes: Routes = async (app, { store, now, metrics }) => {
  app.get(
    "/search",
    {
      schema: {
        summary: "Finds results, findings and log lines, and counts what all hits amount to",
        querystring: Searched,
        response: answers(SearchAnswer),
      },
    },
    async (request): Promise<SearchAnswer> => {
      const { query } = request;
      const { selection, asked } = ask(query, now, null);
      const wanted = {
        selection,
        scope: query.in ?? selection.parsed.scope ?? "all",
        limit: query.limit ?? USUAL_HITS,
        cursor: query.cursor ?? null,
        context: query.context ?? 0,
      };
      const found = await search(store, wanted, timeLimit(request.signal, now));
      const answer = { ...asked(), ...found };
      metrics.searched(answer.took_ms);
      return answer;
    },
  );

  app.get(
    "/suggest",
    {
      schema: {
        summary: "Values of a field that begin with a prefix, most frequent first",
        querystring: Suggested,
        response: answers(SuggestAnswer),
      },
    },
    async ({ query }) => {
      const found = await store.suggest(
        fieldOf(query.field),
        query.prefix ?? "",
        query.limit ?? USUAL_VALUES,
      );
      return { data: [...found] };
    },
  );
};

const fieldOf = (text: string): FieldRef => {
  if (isFieldName(text)) return text;
  if (/^data\../.test(text)) return text as `data.${string}`;
  throw new AppError("bad-value", `field must be one of ${Object.keys(FIELDS).join(", ")}, or data.KEY`, {
    parameter: "field",
  });
};
