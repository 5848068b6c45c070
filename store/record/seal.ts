import { byPath } from "../../model/artifact.ts";
import type { Seal } from "../../model/run.ts";

/** A seal as text, equal for equal seals: defaults filled in, logs and artifacts in order of their names. One without artifacts has the text
    that it had before there were any. */
export const sealText = (seal: Seal): string =>
  JSON.stringify({
    state: seal.state,
    finished: Date.parse(seal.finished),
    exit_code: seal.exit_code ?? null,
    exit_allowed: seal.exit_allowed ?? false,
    signal: seal.signal ?? null,
    limit: seal.limit ?? null,
    fault: seal.fault ?? null,
    plan: seal.plan ?? null,
    problems: (seal.problems ?? []).map(({ kind, line, message }) => ({ kind, line, message })),
    logs: seal.logs
      .map(({ name, bytes, lines, sha256 }) => ({ name, bytes, lines, sha256 }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    artifacts: seal.artifacts?.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })).sort(byPath),
  });
