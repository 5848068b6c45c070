import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Type from "typebox";
import { Value } from "typebox/value";
import { parse } from "yaml";
import { AppError } from "../../model/errors.ts";
import { type Reach, withRetries } from "./reach.ts";
import { readText, request } from "./request.ts";

const Repository = Type.Object({
  tag: Type.String({ minLength: 1 }),
  path: Type.String(),
  parent: Type.Optional(Type.String()),
  arches: Type.Optional(Type.Array(Type.String())),
});

const Repositories = Type.Object({
  mirrors: Type.Record(Type.String(), Type.String()),
  repositories: Type.Record(Type.String(), Repository),
});

/** The repositories of the releases: what `repositories.yml` beside this file describes. */
export type Repositories = Type.Static<typeof Repositories>;

const BUNDLED = join(import.meta.dirname, "repositories.yml");

/** Reads the list of repositories, the bundled one where no other is set. Throws `setting` for one that cannot be used. */
export const readRepositories = async (reach: Reach): Promise<Repositories> => {
  const from = reach.services.repositories || BUNDLED;
  const found = parseYaml(from, await read(from, reach));
  if (Value.Check(Repositories, found)) return found;
  const [fault] = Value.Errors(Repositories, found);
  throw new AppError("setting", `${from}: ${fault?.instancePath || "the file"} ${fault?.message}`);
};

/** Addresses by repository and arch: of the repository of a tag, and of all its parents. Throws `not-found`. */
export const urlsOfTag = (
  { mirrors, repositories }: Repositories,
  tag: string,
  arches: readonly string[],
): Readonly<Record<string, Readonly<Record<string, string>>>> => {
  const urls: Record<string, Readonly<Record<string, string>>> = {};
  let name = Object.keys(repositories).find((key) => key === tag || repositories[key]?.tag === tag);
  if (name === undefined)
    throw new AppError(
      "not-found",
      `no repository has the tag ${tag}; known are ${Object.values(repositories)
        .map((one) => one.tag)
        .join(" ")}`,
    );
  while (name !== undefined && urls[name] === undefined) {
    const found: Type.Static<typeof Repository> | undefined = repositories[name];
    if (!found) throw new AppError("setting", `the repository ${name} is a parent, and is not described`);
    const of = arches.filter((arch) => found.arches?.includes(arch) ?? arch in mirrors);
    urls[name] = Object.fromEntries(
      of.map((arch) => [arch, `${mirrors[arch] ?? ""}/${found.path.replaceAll("{arch}", arch)}`]),
    );
    name = found.parent;
  }
  return urls;
};

const read = (from: string, reach: Reach): Promise<string> => {
  if (/^https?:\/\//.test(from)) return withRetries(reach, () => request({ url: from }, reach, readText));
  return readFile(from, "utf8").catch((error: unknown) => {
    throw new AppError("setting", `the list of repositories ${from} cannot be read`, {}, error);
  });
};

const parseYaml = (from: string, text: string): unknown => {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw new AppError("setting", `${from} is no YAML: ${(error as Error).message}`, {}, error);
  }
};
