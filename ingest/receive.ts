import type { Store } from "../store/store.ts";
import type { Sink } from "./sink.ts";

/** A sink that ships to a store of this process. */
export const storeSink = (store: Store): Sink => ({
  putRun: async (input) => {
    await store.putRun(input);
  },
  appendLog: (run, log, offset, bytes) => store.appendLog({ run, log, offset }, bytes),
  putResults: (run, results) => store.putResults(run, results),
  putArtifact: async (run, { path, sha256 }, content) => {
    await store.putArtifact({ run, path, sha256 }, content);
  },
  seal: (run, seal) => store.sealRun(run, seal),
});
