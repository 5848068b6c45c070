import { randomUUID } from "node:crypto";
import { byPath, type Artifact } from "../../../model/artifact.ts";
import { isFinal } from "../../../model/run.ts";
import { agreed, checkPath, noArtifact, type StoredArtifact } from "../../record/artifact-agreed.ts";
import { type GivenArtifact, readContent } from "../../record/artifact-content.ts";
import { checkRoom } from "../../record/artifact-room.ts";
import { runClosed } from "../../record/run-changes.ts";
import type { ArtifactPlace } from "../../store.ts";
import { Contents } from "../contents/contents.ts";
import type { ArtifactFields, ContentsFields } from "../documents.ts";
import type { Elastic } from "../elastic.ts";
import type { FoundRun, Runs } from "../runs/runs.ts";
import { Chunks } from "./chunks.ts";

/** The artifacts of runs: chunks under the name of an upload, and an entry among the run's contents once all of them are there. */
export class Artifacts {
  readonly #elastic: Elastic;
  readonly #runs: Pick<Runs, "known" | "hear">;
  readonly #contents: Contents;
  readonly #chunks: Chunks;

  constructor(elastic: Elastic, runs: Pick<Runs, "known" | "hear">) {
    this.#elastic = elastic;
    this.#runs = runs;
    this.#contents = new Contents(elastic, runs);
    this.#chunks = new Chunks(elastic);
  }

  /** Throws what `Store.putArtifact` throws, and `busy` while a seal of the run is being verified. */
  async put(place: ArtifactPlace, content: AsyncIterable<Uint8Array>): Promise<Artifact> {
    const given = { place, content };
    checkPath(place.path);
    const run = await this.#runs.known(place.run);
    const upload = randomUUID();
    const begun = await this.#begin(run, place.path, upload);
    if (begun !== null) return agreed(place, begun, place.sha256 ?? (await readContent(given)).sha256);
    try {
      return await this.#take(run, given, upload);
    } catch (error) {
      // The seal of the run drops what even this cannot.
      await this.#drop(run, upload).catch(() => undefined);
      throw error;
    }
  }

  /** Artifacts of each run by path; runs without any are left out. */
  async list(runs: readonly string[]): Promise<ReadonlyMap<string, readonly Artifact[]>> {
    const found = await this.#contents.getMany(runs);
    return new Map([...found].map(([run, { artifacts }]) => [run, artifacts.map(shown)]));
  }

  /** Bytes `start` ≤ offset < `end`. Throws `not-found`. */
  async *read(run: string, path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
    const artifact = atPath(await this.#contents.get(run), path);
    const month = await this.#elastic.directory.find(run);
    if (artifact === null || month === null) throw noArtifact(run, path);
    const { upload, bytes } = artifact;
    yield* this.#chunks.read({ month, run, upload, bytes }, start, end);
  }

  /** Removes what broken uploads have left. */
  async dropLeftovers(run: FoundRun): Promise<void> {
    const { uploads } = await this.#contents.get(run.fields.run);
    for (const upload of uploads) await this.#drop(run, upload);
  }

  /** Removes the content of the run's artifacts, and keeps what is known of them. */
  async expire(run: string): Promise<void> {
    const month = await this.#elastic.directory.find(run);
    if (month === null) return;
    const { artifacts, uploads } = await this.#contents.get(run);
    for (const upload of [...uploads, ...artifacts.map((artifact) => artifact.upload)])
      await this.#chunks.remove({ month, run, upload });
  }

  /** Names an upload, so that it is known whatever becomes of it; answers what is stored at the path already, and null where nothing is. */
  async #begin(run: FoundRun, path: string, upload: string): Promise<StoredArtifact | null> {
    const stored = atPath(await this.#contents.get(run.fields.run), path);
    if (stored !== null) return { artifact: shown(stored), sealed: isFinal(run.fields.state) };
    await this.#contents.add(run, (contents) => {
      checkRoom(sumOf(contents), 0);
      return { ...contents, uploads: [...contents.uploads, upload] };
    });
    return null;
  }

  async #take(run: FoundRun, given: GivenArtifact, upload: string): Promise<Artifact> {
    const { place } = given;
    const whole = await readContent(given, async (offset, bytes) => {
      await this.#chunks.add(run, { path: place.path, upload }, { offset, bytes });
      await this.#runs.hear(place.run);
    });
    const entry = { path: place.path, ...whole, upload };
    const contents = await this.#contents.add(run, (before) => withArtifact(before, entry));
    const stored = atPath(contents, place.path) ?? entry;
    // Another upload of the same path was faster.
    if (stored.upload !== upload) await this.#drop(run, upload);
    return agreed(place, { artifact: shown(stored), sealed: false }, whole.sha256);
  }

  async #drop(run: FoundRun, upload: string): Promise<void> {
    await this.#chunks.remove({ month: run.month, run: run.fields.run, upload });
    await this.#contents.change(run, (contents) =>
      contents.uploads.includes(upload) ? withoutUpload(contents, upload) : contents,
    );
  }
}

const shown = ({ path, bytes, sha256 }: ArtifactFields): Artifact => ({ path, bytes, sha256 });

const atPath = ({ artifacts }: ContentsFields, path: string): ArtifactFields | null =>
  artifacts.find((artifact) => artifact.path === path) ?? null;

const withoutUpload = (contents: ContentsFields, upload: string): ContentsFields => ({
  ...contents,
  uploads: contents.uploads.filter((each) => each !== upload),
});

/** The contents with a further artifact, unless its path is taken. Throws `too-large`; `run-closed` where a seal has dropped its upload. */
const withArtifact = (contents: ContentsFields, entry: ArtifactFields): ContentsFields => {
  if (!contents.uploads.includes(entry.upload)) throw runClosed(contents.run);
  if (atPath(contents, entry.path) !== null) return contents;
  checkRoom(sumOf(contents), entry.bytes);
  return { ...withoutUpload(contents, entry.upload), artifacts: [...contents.artifacts, entry].sort(byPath) };
};

const sumOf = ({ artifacts }: ContentsFields) => ({
  count: artifacts.length,
  bytes: artifacts.reduce((sum, { bytes }) => sum + bytes, 0),
});
