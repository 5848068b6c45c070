import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { Document, isMap, isScalar, isSeq, parseDocument, Scalar, YAMLMap, type YAMLSeq } from "yaml";
import { AppError } from "../../model/errors.ts";

/** A result that is to be added to a file; empty texts are left out. */
export interface NewResult {
  readonly item: string;
  readonly type: string;
  readonly arch: string;
  readonly checkname: string;
  readonly outcome: string;
  readonly note: string;
  readonly artifact: string;
  /** Further keys in order; one that comes more than once has a list. */
  readonly data: readonly (readonly [key: string, value: string])[];
}

/** Keys that a result has in fields of its own, or that are not the task's to set: no data. */
export const RESERVED: readonly string[] = [
  "item",
  "type",
  "outcome",
  "note",
  "summary",
  "results",
  "checkname",
  "artifact",
  "_internal",
];

const TRIES = 100;
const WAIT_MS = 100;

/** Adds a result to a file of ResultYAML, which is made if it is missing. The file is replaced whole; others that add to it meanwhile wait. Throws `bad-value` for a file that is no ResultYAML, and
    `busy` for one that stays locked. */
export const appendResult = async (file: string, result: NewResult): Promise<void> => {
  const lock = `${file}.lock`;
  await take(lock, file);
  const fresh = `${file}.${randomUUID()}`;
  try {
    const document = await readDocument(file);
    resultsOf(document, file).items.push(entryOf(result));
    const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
    await writeFile(fresh, text, { flag: "wx" });
    await rename(fresh, file);
  } finally {
    await rm(fresh, { force: true });
    await rmdir(lock);
  }
};

const take = async (lock: string, file: string, tried = 0): Promise<void> => {
  try {
    await mkdir(lock);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "EEXIST") throw new AppError("bad-value", `${file} cannot be written: ${code}`);
    if (tried === TRIES)
      throw new AppError("busy", `${file} is locked; if no other process adds to it, remove ${lock}`);
    await setTimeout(WAIT_MS);
    await take(lock, file, tried + 1);
  }
};

const readDocument = async (file: string): Promise<Document.Parsed | Document> => {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw new AppError("bad-value", `${file} cannot be read: ${error.code}`);
  });
  if (text.trim() === "") return new Document({ results: [] });
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new AppError("bad-value", `${file} is no YAML: ${error.message}`);
  return document;
};

const resultsOf = (document: Document.Parsed | Document, file: string): YAMLSeq => {
  const top = document.contents;
  const list: unknown = isMap(top) ? top.get("results", true) : undefined;
  if (isSeq(list)) {
    list.flow = false;
    return list;
  }
  if (!isMap(top) || !isScalar(list) || list.value !== null)
    throw new AppError("bad-value", `${file} is no ResultYAML: a map with the list \`results\` is expected`);
  const fresh = document.createNode([]) as YAMLSeq;
  document.set("results", fresh);
  return fresh;
};

const entryOf = ({ data, ...fields }: NewResult): YAMLMap => {
  const entry = new YAMLMap();
  for (const name of ["item", "type", "arch", "checkname", "outcome", "note", "artifact"] as const)
    if (fields[name] !== "") entry.set(new Scalar(name), quoted(fields[name]));
  const byKey = Map.groupBy(data, ([key]) => key);
  for (const [key, pairs] of byKey) {
    const values = pairs.map(([, value]) => quoted(value));
    entry.set(quoted(key), values.length === 1 ? values[0] : values);
  }
  return entry;
};

const quoted = (text: string): Scalar => {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
};
