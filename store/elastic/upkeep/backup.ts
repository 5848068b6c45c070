import { setTimeout as sleep } from "node:timers/promises";
import Type from "typebox";
import Value from "typebox/value";
import { AppError } from "../../../model/errors.ts";
import { toTime } from "../../../model/time.ts";
import type { Contents } from "../../upkeep.ts";
import type { Elastic } from "../elastic.ts";
import { PARTITIONED } from "../indices.ts";
import { contentsOf } from "./contents.ts";

/** What a snapshot says of itself, as its metadata. */
const Note = Type.Object({
  prefix: Type.String(),
  contents: Type.Object({ runs: Type.Integer(), results: Type.Integer(), log_bytes: Type.Number() }),
});

type Note = Type.Static<typeof Note>;

/** Milliseconds between two looks at a snapshot that is being taken. */
const POLL = 500;

/** A restore may take as long as it takes. */
const PATIENCE = 24 * 3600_000;

/** Takes a snapshot of the store's indices into a repository at a place of the cluster's `path.repo`. Later snapshots there hold what is new. */
export const backUp = async (
  elastic: Elastic,
  target: string,
  onProgress: (text: string) => void,
): Promise<Contents> => {
  const { client, indices, now } = elastic;
  const repository = await openRepository(elastic, target, false);
  const contents = await contentsOf(elastic);
  const note: Note = { prefix: indices.prefix, contents };
  const snapshot = toTime(now()).toLowerCase().replaceAll(":", ".");
  await client.snapshot.create({
    repository,
    snapshot,
    indices: `${indices.prefix}-*`,
    include_global_state: false,
    metadata: { taskotron: note },
  });
  for (;;) {
    const found = (await client.snapshot.get({ repository, snapshot })).snapshots?.[0];
    if (found?.state === "SUCCESS") return contents;
    if (found !== undefined && found.state !== "IN_PROGRESS")
      throw new AppError(
        "store",
        `the snapshot ${snapshot} ended as ${found.state ?? "unknown"}: take another`,
      );
    onProgress(await progressOf(elastic, repository, snapshot));
    await sleep(POLL);
  }
};

const progressOf = async ({ client }: Elastic, repository: string, snapshot: string): Promise<string> => {
  const { snapshots } = await client.snapshot.status({ repository, snapshot });
  const shards = snapshots[0]?.shards_stats;
  return `copying indices: ${shards?.done ?? 0} of ${shards?.total ?? 0} shards`;
};

/** Restores the newest complete snapshot of a repository, under this store's prefix. */
export const restore = async (
  elastic: Elastic,
  source: string,
  onProgress: (text: string) => void,
): Promise<Contents> => {
  const { client, indices } = elastic;
  const repository = await openRepository(elastic, source, true);
  const { snapshot, note } = await newestOf(elastic, repository, source);
  onProgress(`restoring the snapshot ${snapshot}`);
  await removeEmpty(elastic);
  await client.snapshot.restore(
    {
      repository,
      snapshot,
      indices: `${note.prefix}-*`,
      include_aliases: false,
      rename_pattern: `^${note.prefix}-`,
      rename_replacement: `${indices.prefix}-`,
      wait_for_completion: true,
    },
    { requestTimeout: PATIENCE },
  );
  await addAliases(elastic);
  const contents = await contentsOf(elastic);
  if (contents.runs !== note.contents.runs || contents.results !== note.contents.results)
    throw new AppError(
      "store",
      `the snapshot ${snapshot} says ${note.contents.runs} runs, ${contents.runs} are there`,
    );
  return contents;
};

/** The repository at a place, made where the cluster does not know it yet. */
const openRepository = async (
  { client, indices }: Elastic,
  location: string,
  readonly: boolean,
): Promise<string> => {
  const name = `${indices.prefix}-${readonly ? "restore" : "backup"}`;
  await client.snapshot.createRepository({
    name,
    repository: { type: "fs", settings: { location, readonly } },
  });
  return name;
};

const newestOf = async (
  { client }: Elastic,
  repository: string,
  source: string,
): Promise<{ readonly snapshot: string; readonly note: Note }> => {
  const { snapshots = [] } = await client.snapshot.get({
    repository,
    snapshot: "*",
    sort: "start_time",
    order: "desc",
  });
  for (const { snapshot, state, metadata } of snapshots) {
    const note: unknown = metadata?.["taskotron"];
    if (state === "SUCCESS" && Value.Check(Note, note)) return { snapshot, note };
  }
  throw new AppError("bad-value", `${source} holds no complete backup of a taskotron`);
};

/** What opening the store has made may not stand in the way; that it holds nothing was seen before. */
const removeEmpty = async ({ client, indices }: Elastic): Promise<void> => {
  const there = await client.indices.get({ index: `${indices.prefix}-*`, allow_no_indices: true });
  const names = Object.keys(there);
  if (names.length > 0) await client.indices.delete({ index: names });
};

const addAliases = async ({ client, indices }: Elastic): Promise<void> => {
  for (const kind of PARTITIONED) {
    const index = Object.keys(
      await client.indices.get({ index: indices.pattern(kind), allow_no_indices: true }),
    );
    if (index.length > 0) await client.indices.putAlias({ index, name: indices.all(kind) });
  }
};
