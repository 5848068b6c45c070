import type { Artifact } from "../../model/artifact.ts";
import type { Finding } from "../../model/finding.ts";
import type { Problem } from "../../model/problem.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { LogRange } from "../../model/result.ts";
import type { Expirable, Source, State, Wish } from "../../model/run.ts";

// Documents carry ECS names for people who look with Kibana, and ours under `taskotron`, which is all that this program reads. Times are
// epoch milliseconds. Keywords that a query names are kept twice: as they are, and folded (`store/log/match/fold.ts`) for equality.

/** What the item's name says, on runs and on results. */
export interface ItemFields {
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly package: string;
  readonly nvr: string | null;
  readonly version: string | null;
  readonly release: string | null;
  readonly dist: string | null;
}

/** A run. `_id` is its uuid. */
export interface RunFields extends ItemFields {
  readonly run: string;
  readonly task: string;
  readonly state: State;
  readonly outcome: Outcome | null;
  readonly ok: boolean;
  readonly attempt: number;
  readonly retry_of: string | null;
  readonly runner: string | null;
  readonly created: number;
  readonly started: number | null;
  /** Its start, or its creation while it has not started: what lists and searches are ordered by. */
  readonly begin: number;
  readonly finished: number | null;
  readonly heard: number;
  readonly exit_code: number | null;
  readonly signal: string | null;
  readonly limit: string | null;
  readonly fault: string | null;
  readonly plan: number | null;
  readonly problems: readonly Problem[];
  /** Number of results. */
  readonly results: number;
  /** Positions of its results, `1-57,60`: what has been counted, so that a repeat counts nothing twice. */
  readonly positions: string;
  /** Number of its results by outcome. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly source: Source | null;
  /** With which its job is made again when the queue has lost it. */
  readonly wish: Wish | null;
  readonly generated: boolean;
  /** Retention removes nothing of it. */
  readonly pinned: boolean;
  /** What retention has removed of it. */
  readonly expired: readonly Expirable[];
  /** `sealText` of its seal. */
  readonly seal: string | null;
}

/** A result without its findings. `_id` is `RUN.POSITION`. */
export interface ResultFields extends ItemFields {
  readonly run: string;
  readonly position: number;
  readonly check: string;
  readonly task: string;
  readonly scenario: string | null;
  readonly outcome: Outcome;
  readonly ok: boolean;
  readonly note: string | null;
  /** The data as JSON text: a task's keys and depth are its own. */
  readonly data: string;
  /** Number of findings, which are a document of their own. */
  readonly findings: number;
  /** The `_id` of that document; null where there are none. */
  readonly findings_id: string | null;
  readonly severities: readonly string[];
  readonly tags: readonly string[];
  readonly fingerprint: string | null;
  readonly log: LogRange | null;
  readonly artifact: string | null;
  readonly ref_url: string | null;
  readonly submit_time: number;
  readonly duration_ms: number | null;
  readonly generated: boolean;
}

/** All findings of a result, in its order. `_id` is that of the result with a digest of them: it is written before the result, which names it. */
export interface FindingsFields {
  readonly run: string;
  readonly position: number;
  readonly findings: readonly Finding[];
}

/** What a run has besides results. `_id` is its uuid. What is not named here is not there, whatever else is written of it. */
export interface ContentsFields {
  readonly run: string;
  /** Names of its logs; of some perhaps nothing has arrived. */
  readonly logs: readonly string[];
  /** By path. */
  readonly artifacts: readonly ArtifactFields[];
  /** Of artifacts that arrive. */
  readonly uploads: readonly string[];
  /** Takes no new logs and artifacts while its seal is verified, and afterwards. */
  readonly closed: Closing | null;
}

/** Who verifies a seal, and since when. */
export interface Closing {
  readonly by: string;
  readonly at: number;
}

/** A file that is complete. */
export interface ArtifactFields extends Artifact {
  /** Whose chunks are its content. */
  readonly upload: string;
}

/** How far a log has been acknowledged: blocks beyond it do not count. `_id` is `RUN/LOG`. */
export interface LogFields {
  readonly run: string;
  readonly log: string;
  readonly bytes: number;
  /** Lines, an unfinished last one included. */
  readonly lines: number;
  /** Number of blocks, the last one perhaps unfinished. */
  readonly blocks: number;
  /** Known once it is sealed; then it takes no more. */
  readonly sha256: string | null;
}

/** A block of a log. `_id` is `RUN/LOG/NUMBER`; its version is the length of the log when it was written, so that a late repeat never replaces
    more by less. */
export interface BlockFields {
  readonly run: string;
  readonly log: string;
  /** From 0. */
  readonly number: number;
  /** Number of its first line. */
  readonly first: number;
  readonly offset: number;
  readonly bytes: number;
  /** Base64, where the block begins inside of a line. */
  readonly carry: string | null;
  /** `pack` of its bytes, base64. */
  readonly content: string;
}

/** A piece of an artifact, `LIMITS.chunk` long but for the last one. `_id` is `RUN/UPLOAD/NUMBER`. */
export interface ChunkFields {
  readonly run: string;
  readonly path: string;
  readonly upload: string;
  /** From 0. */
  readonly number: number;
  /** zstd, base64. */
  readonly content: string;
}

/** What is left of a run's results of one check, package, outcome and day when retention has removed them. */
export interface GoneFields {
  readonly run: string;
  readonly check: string;
  readonly package: string;
  readonly outcome: Outcome;
  /** Start of the day, by which daily totals find it. */
  readonly submit_time: number;
  readonly n: number;
  /** Submit time of the newest of them. */
  readonly last: number;
}
