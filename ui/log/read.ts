import type { FindAnswer, LinesAnswer } from "../../model/answer/log.ts";
import type { ResultsAnswer } from "../../model/answer/list.ts";
import type { Run } from "../../model/run.ts";
import { LOG_PAGE, pageStart, withQuery } from "../address.ts";
import { type Ask, type Maybe, maybe, valueOr } from "../ask.ts";
import type { LogView } from "./view.ts";

/** Lines above a page that are read for their colours only. */
const LEAD = 100;

/** Bytes of a log whose error lines the server looks for unasked. */
const SCANNED = 2e6;

/** What error lines look like in the logs of compilers, test runners and package builds. */
const ERROR_LINE =
  "\\b(error|fatal|failed|failure|panic|exception|traceback|segfault|core dumped|undefined reference|not ok|bad exit status)\\b";

const SHOWN_ERRORS = 200;
const SHOWN_HITS = 200;
const SHOWN_RESULTS = 100;

const NO_HITS: Maybe<FindAnswer> = {
  kind: "value",
  value: { data: [], total: { value: 0, exact: true }, took_ms: 0 },
};

const findErrors = async (ask: Ask, path: string): Promise<FindAnswer | null> => {
  const query = { q: ERROR_LINE, regex: 1, case: 0, limit: SHOWN_ERRORS };
  return valueOr(await maybe(ask<FindAnswer>(withQuery(`${path}/find`, query))), null);
};

const findText = async (ask: Ask, path: string, text: string): Promise<Maybe<FindAnswer>> =>
  text === "" ? NO_HITS : maybe(ask<FindAnswer>(withQuery(`${path}/find`, { q: text, limit: SHOWN_HITS })));

/** Reads what the viewer of a log shows at this address. Throws `PageError` when the run or the log is not there. */
export const readLog = async (
  ask: Ask,
  params: readonly string[],
  query: URLSearchParams,
): Promise<LogView> => {
  const [uuid = "", name = ""] = params.map(encodeURIComponent);
  const path = `/runs/${uuid}/logs/${name}`;
  const first = pageStart(Math.max(1, Number.parseInt(query.get("first") ?? "1", 10) || 1));
  const find = query.get("find") ?? "";
  const lead = Math.max(1, first - LEAD);
  const [run, answer, hits, results] = await Promise.all([
    ask<Run>(`/runs/${uuid}`),
    ask<LinesAnswer>(withQuery(path, { first: lead, count: LOG_PAGE + first - lead })),
    findText(ask, path, find),
    maybe(ask<ResultsAnswer>(withQuery(`/runs/${uuid}/results`, { limit: SHOWN_RESULTS }))),
  ]);
  return {
    run,
    log: answer.log,
    lines: answer.data.filter(({ number }) => number >= first),
    before: answer.data.filter(({ number }) => number < first),
    first,
    find,
    hits,
    errors: answer.log.bytes <= SCANNED || query.get("errors") === "1" ? await findErrors(ask, path) : null,
    results: valueOr(results, null)?.data ?? [],
    wraps: query.get("wrap") === "1",
  };
};
