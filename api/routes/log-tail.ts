import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import Type from "typebox";
import { LIMITS } from "../../model/limits.ts";
import { isFinal, type Run } from "../../model/run.ts";
import { answers, OfLog, text } from "../answers.ts";
import type { Context, Routes } from "../context.ts";
import { runOf } from "../found.ts";
import { readPage } from "./log-lines.ts";

const PAGE = 1000;
const LF = 0x0a;
/** Looks at a silent log between two signs of life. */
const QUIET_LOOKS = 20;

const From = Type.Object({
  first: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: "line to start with; 1 if not given",
    }),
  ),
});

export const logTailRoutes: Routes = async (app, { store, closing }) => {
  app.get<{ Params: Type.Static<typeof OfLog>; Querystring: Type.Static<typeof From> }>(
    "/runs/:uuid/logs/:name/tail",
    {
      compress: false,
      exposeHeadRoute: false,
      schema: {
        summary:
          "Follows a log: server-sent events `line` with lines, and `end` with the run once it is sealed",
        produces: ["text/event-stream"],
        params: OfLog,
        querystring: From,
        response: answers(text("events")),
      },
    },
    async (request, reply) => {
      const { uuid, name } = request.params;
      await runOf(store, uuid);
      const resumed = Number(request.headers["last-event-id"]) + 1;
      const first = Number.isSafeInteger(resumed) && resumed > 0 ? resumed : (request.query.first ?? 1);
      const signal = AbortSignal.any([request.signal, closing]);
      void reply
        .header("content-type", "text/event-stream; charset=utf-8")
        .header("cache-control", "no-store");
      return reply.send(Readable.from(follow(store, { uuid, name, first }, signal)));
    },
  );
};

interface Place {
  readonly uuid: string;
  readonly name: string;
  readonly first: number;
}

/** Lines as they arrive, until the run is sealed and all were told, or the signal. */
async function* follow(store: Context["store"], place: Place, signal: AbortSignal): AsyncIterable<string> {
  let first = place.first;
  for (let quiet = 0; !signal.aborted;) {
    const run = await runOf(store, place.uuid);
    const page = await completeLines(store, run, { ...place, first });
    const last = page?.data.at(-1)?.number;
    if (last !== undefined) {
      yield event("line", page, last);
      first = last + 1;
      quiet = 0;
      continue;
    }
    if (isFinal(run.state)) {
      yield event("end", run, null);
      return;
    }
    quiet += 1;
    if (quiet % QUIET_LOOKS === 1) yield ": waiting\n\n";
    await sleep(LIMITS.poll, undefined, { signal }).catch(() => null);
  }
}

/** The next lines; of a run that goes on, without the last line while its end is missing. */
const completeLines = async (store: Context["store"], run: Run, place: Place) => {
  const log = run.logs.find(({ name }) => name === place.name);
  if (log === undefined || log.lines < place.first) return null;
  const page = await readPage(store, { ...place, count: PAGE });
  const whole = isFinal(run.state) || (await endsWithLf(store, place, page.log.bytes));
  return whole ? page : { ...page, data: page.data.filter(({ number }) => number < page.log.lines) };
};

const endsWithLf = async (
  store: Context["store"],
  { uuid, name }: Place,
  bytes: number,
): Promise<boolean> => {
  for await (const chunk of store.readBytes(uuid, name, bytes - 1, bytes)) return chunk.at(-1) === LF;
  return true;
};

const event = (name: string, data: unknown, id: number | null): string =>
  `event: ${name}\n${id === null ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
