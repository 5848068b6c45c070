import Type from "typebox";
import { FindAnswer, LinesAnswer } from "../../model/answer/log.ts";
import { LIMITS } from "../../model/limits.ts";
import type { Parsed } from "../../model/query/parsed.ts";
import { answers, OfLog } from "../answers.ts";
import { Limit } from "../ask.ts";
import type { Context, Routes } from "../context.ts";
import { requireRegex } from "../regexes.ts";
import { timeLimit } from "../time-limit.ts";

const USUAL_LINES = 500;
const USUAL_HITS = 100;

const Stretch = Type.Object({
  first: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: "line to start with; 1 if not given",
    }),
  ),
  count: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: LIMITS.lines,
      description: `lines at most; ${USUAL_LINES} if not given`,
    }),
  ),
});

const Find = Type.Object({
  q: Type.String({
    minLength: 1,
    maxLength: LIMITS.query,
    description: "text to find, every character literal",
  }),
  regex: Type.Optional(Type.Boolean({ description: "1: the text is a regular expression" })),
  case: Type.Optional(Type.Boolean({ description: "0: a regular expression does not mind case" })),
  limit: Limit(USUAL_HITS),
});

export const logLineRoutes: Routes = async (app, { store, now }) => {
  app.get(
    "/runs/:uuid/logs/:name",
    {
      schema: {
        summary: "Lines of a log with their numbers",
        params: OfLog,
        querystring: Stretch,
        response: answers(LinesAnswer),
      },
    },
    async ({ params: { uuid, name }, query: { first = 1, count = USUAL_LINES } }) =>
      readPage(store, { uuid, name, first, count }),
  );

  app.get(
    "/runs/:uuid/logs/:name/find",
    {
      schema: {
        summary: "Finds a text in the whole log: hits, and how many there are",
        params: OfLog,
        querystring: Find,
        response: answers(FindAnswer),
      },
    },
    async (request): Promise<FindAnswer> => {
      const { uuid, name } = request.params;
      if (request.query.regex === true) requireRegex(request.query.q);
      const began = now();
      const limit = timeLimit(request.signal, now);
      const data: FindAnswer["data"] = [];
      let total = 0;
      for await (const hit of store.findInLog(uuid, name, toFind(request.query), limit.signal)) {
        total += 1;
        if (data.length < (request.query.limit ?? USUAL_HITS))
          data.push({
            line: hit.line,
            text: hit.text,
            highlights: hit.highlights.map(([from, to]) => [from, to]),
          });
        if (await limit.passed()) break;
      }
      return { data, total: { value: total, exact: !limit.signal.aborted }, took_ms: now() - began };
    },
  );
};

interface Lines {
  readonly uuid: string;
  readonly name: string;
  readonly first: number;
  readonly count: number;
}

/** One page of a log's lines. Throws `not-found`. */
export const readPage = async (
  store: Context["store"],
  { uuid, name, first, count }: Lines,
): Promise<LinesAnswer> => {
  const { log, lines } = await store.readLines(uuid, name, first, count);
  return { log, first, data: lines.map(({ number, text }) => ({ number, text })) };
};

const toFind = ({ q, regex, case: minds = true }: Type.Static<typeof Find>): Parsed => ({
  query: {
    kind: "text",
    text: regex === true ? { kind: "regex", source: q, ignoreCase: !minds } : { kind: "phrase", phrase: q },
    span: { start: 0, end: q.length },
  },
  scope: "log",
  near: 0,
  runs: null,
  pills: [],
  warnings: [],
});
