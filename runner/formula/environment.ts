import { isScalar, type Node } from "yaml";
import type { Attempt } from "./faults.ts";
import { entriesOf, isMapNode, type MapNode, nodeAt, textOf, unknownKeys } from "./nodes.ts";
import { asSwitch } from "./switches.ts";
import type { YamlSource } from "./yaml-source.ts";

/** Package managers whose packages a task may ask for. */
export type PackageKind = "rpm" | "deb" | "npm" | "pip";

/** The fields of `environment`. */
export const ENVIRONMENT_FIELDS = {
  rpm: "packages that are installed before the steps where dnf is: names, or paths such as `/usr/bin/xz`",
  deb: "the same where apt is",
  npm: "packages of npm, as `name` or `name@version`; their programs are on `PATH`",
  pip: "packages of Python, as `name` or `name==version`; importable, and their programs on `PATH`",
  network: "`true` gives the steps the network; without it they have none in a sandbox",
  secrets: "names of secrets that the steps may read, each a file in `${secretsdir}`",
  quiet: "minutes that a step may say nothing, in place of 20",
  image: "the container image, for `--sandbox container`",
  distro: "`fedora`, `debian` …: what chooses an image where none is named",
  release: "its release; the item's dist unless given",
  flavor: "accepted, without effect",
  arch: "accepted, without effect: the run's own",
} as const;

/** What a task needs around it. */
export interface Environment {
  readonly packages: Readonly<Record<PackageKind, readonly string[]>>;
  readonly network: boolean;
  readonly secrets: readonly string[];
  /** Milliseconds of silence; null for the usual limit. */
  readonly quiet: number | null;
  readonly image: string | null;
  readonly distro: string | null;
  readonly release: string | null;
}

/** Reads the `environment` of a formula. */
export const readEnvironment = (source: YamlSource, node: Node | null, attempt: Attempt): Environment => {
  const map = attempt(() => mapOf(source, node), null);
  const field = (name: keyof typeof ENVIRONMENT_FIELDS): Node | null => (map ? nodeAt(map, name) : null);
  const list = (name: PackageKind | "secrets", form: RegExp) =>
    attempt(() => readWords(source, field(name), { name, form }), []);
  const text = (name: "image" | "distro" | "release") =>
    attempt(() => readText(source, field(name), name), null);
  return {
    packages: {
      rpm: list("rpm", PACKAGE),
      deb: list("deb", PACKAGE),
      npm: list("npm", PACKAGE),
      pip: list("pip", PACKAGE),
    },
    network: attempt(() => readSwitch(source, field("network")), false),
    secrets: list("secrets", /^\w[\w.-]{0,99}$/),
    quiet: attempt(() => readMinutes(source, field("quiet")), null),
    image: text("image"),
    distro: text("distro"),
    release: text("release"),
  };
};

const mapOf = (source: YamlSource, node: Node | null): MapNode | null => {
  if (node === null) return null;
  if (!isMapNode(node)) throw source.error(node, "environment is a map, such as `rpm: [xz]`");
  const known = Object.keys(ENVIRONMENT_FIELDS);
  const [unknown] = unknownKeys(source, node, {
    known,
    explain: (key) => `environment has no field "${key}"`,
  });
  if (unknown) throw unknown;
  return node;
};

/** Nothing that a package manager could take for an option. */
const PACKAGE = /^[\w/@][\w/@.+:~^<>=()[\], -]{0,199}$/;

const readWords = (
  source: YamlSource,
  node: Node | null,
  { name, form }: { readonly name: string; readonly form: RegExp },
): readonly string[] => {
  if (node === null) return [];
  return entriesOf(node).map((item) => {
    const word = textOf(item);
    if (word !== null && form.test(word)) return word;
    throw source.error(item, `environment.${name} is a list of names, such as [xz, tar]`);
  });
};

const readText = (source: YamlSource, node: Node | null, name: string): string | null => {
  if (node === null) return null;
  const word = textOf(node);
  if (word !== null && /^[\w][\w./:@-]{0,254}$/.test(word)) return word;
  throw source.error(node, `environment.${name} must be a name`);
};

const readSwitch = (source: YamlSource, node: Node | null): boolean => {
  if (node === null) return false;
  const written = isScalar(node) ? asSwitch(node.value) : null;
  if (typeof written === "boolean") return written;
  throw source.error(node, "environment.network is true or false");
};

const MINUTE = 60_000;

const readMinutes = (source: YamlSource, node: Node | null): number | null => {
  if (node === null) return null;
  if (isScalar(node) && typeof node.value === "number" && node.value > 0 && node.value <= 24 * 60)
    return node.value * MINUTE;
  throw source.error(node, "environment.quiet is a number of minutes, at most 1440");
};
