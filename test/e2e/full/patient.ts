import { httpSink } from "../../../runner/ship/http-sink.ts";
import { ship } from "../../../runner/ship/ship.ts";
import { digestLogs } from "../../../runner/ship/log-digest.ts";
import { Spool } from "../../../runner/ship/spool.ts";
import { MAIN_LOG, type Run, type RunInput } from "../../../model/run.ts";
import { freshFolder } from "../../support/folder.ts";

/** A server that asks for a minute's patience is asked again at once: a test does not wait that long. */
const impatient: typeof fetch = async (url, init) => {
  const answer = await fetch(url, init);
  if (!answer.headers.has("retry-after")) return answer;
  const { status } = answer;
  return new Response(await answer.text(), { status, headers: { "retry-after": "0.2" } });
};

export interface Runner {
  /** What it was refused so far. */
  readonly refusals: readonly string[];
  readonly sealed: Promise<Run>;
}

/** A real shipment of a log, which goes on until the server has verified its seal. */
export const shipLog = async (url: string, run: RunInput, log: Uint8Array): Promise<Runner> => {
  const signal = new AbortController().signal;
  const keeping = { isDurable: true, patience: 0, signal };
  const spool = await Spool.create(freshFolder("spool"), { input: run, workspace: null }, keeping);
  await spool.append(MAIN_LOG, log);
  await spool.finish();
  const logs = await digestLogs(spool.folder, [MAIN_LOG]);
  await spool.seal({ state: "FINISHED", finished: new Date().toISOString(), logs });
  const refusals: string[] = [];
  const onRetry = ({ code }: { readonly code: string }): void => void refusals.push(code);
  const sealed = ship(spool, httpSink({ url, token: "", fetch: impatient }), {
    signal,
    random: () => 0.1,
    onRetry,
  });
  return { refusals, sealed: sealed.finally(() => spool[Symbol.asyncDispose]()) };
};
