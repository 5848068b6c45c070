import type { XmlRpcMessage, XmlRpcValue } from "../../../runner/services/xmlrpc/message.ts";
import { type DoubleBuild, type DoubleContent, type DoubleRpm, nvrOf } from "./content.ts";

type Struct = Readonly<Record<string, XmlRpcValue>>;
type Method = (arg: (at: number, name: string) => XmlRpcValue) => XmlRpcValue;

/** Koji's number for an error of the caller. */
const GENERIC_ERROR = 1000;

const FINISHED = 1_428_000_000;

/** Answers calls as koji's hub does, from the content: the methods that our client and `koji buildinfo`, `download-build` and `list-tagged` call. */
export const hubOf = (content: DoubleContent): ((call: XmlRpcMessage) => XmlRpcMessage) => {
  const methods = methodsOf(content);
  const answer = (method: string, params: readonly XmlRpcValue[]): XmlRpcMessage => {
    const run = methods[method];
    try {
      if (!run) throw new Error(`Invalid method: ${method}`);
      return { kind: "answer", value: run(argumentsOf(params)) };
    } catch (error) {
      return { kind: "fault", code: GENERIC_ERROR, text: (error as Error).message };
    }
  };
  return (message) => {
    if (message.kind !== "call") throw new Error(`the hub got a message of kind ${message.kind}`);
    if (message.method !== "multiCall") return answer(message.method, message.params);
    const [calls] = message.params as readonly [readonly { methodName: string; params: XmlRpcValue[] }[]];
    return {
      kind: "answer",
      value: calls.map(({ methodName, params }) => asMember(answer(methodName, params))),
    };
  };
};

/** In a multicall a value stands alone in a list, a fault is a struct. */
const asMember = (message: XmlRpcMessage): XmlRpcValue =>
  message.kind === "fault"
    ? { faultCode: message.code, faultString: message.text }
    : message.kind === "answer"
      ? [message.value]
      : null;

/** Arguments by position, or by name in a last struct that is marked by `__starstar`. */
const argumentsOf = (params: readonly XmlRpcValue[]): Parameters<Method>[0] => {
  const last = params.at(-1) as Struct | undefined;
  const named = typeof last === "object" && last !== null && last["__starstar"] === true ? last : null;
  const positional = named === null ? params : params.slice(0, -1);
  return (at, name) => positional[at] ?? named?.[name] ?? null;
};

const methodsOf = (content: DoubleContent): Readonly<Record<string, Method>> => {
  const { builds } = content;
  const find = (wanted: XmlRpcValue): DoubleBuild | undefined =>
    builds.find((build, at) => wanted === at + 1 || wanted === nvrOf(build));
  const info = (build: DoubleBuild): Struct => buildInfo(build, builds.indexOf(build) + 1);
  const rpmsOf = (wanted: XmlRpcValue): Struct[] => {
    const build = find(wanted);
    return build?.rpms.map((rpm, at) => rpmInfo(build, builds.indexOf(build) + 1, { rpm, at })) ?? [];
  };
  const tagged = (tag: XmlRpcValue, wanted: Tagged): Struct[] =>
    taggedIn(content, asText(tag), wanted).map((build) => ({
      ...info(build),
      tag_name: tag,
      package_name: build.name,
    }));
  return {
    getAPIVersion: () => 1,
    getBuild: (arg) => {
      const build = find(arg(0, "buildInfo"));
      return build ? info(build) : null;
    },
    getRPM: () => null,
    getTag: (arg) => (asText(arg(0, "tagInfo")) in content.tags ? { id: 1, name: arg(0, "tagInfo") } : null),
    listTags: (arg) => (find(arg(0, "build"))?.tags ?? []).map((name) => ({ id: 1, name })),
    listBuildRPMs: (arg) => rpmsOf(arg(0, "build")),
    listRPMs: (arg) => {
      const arches = arg(6, "arches") as readonly string[] | null;
      return rpmsOf(arg(0, "buildID")).filter(({ arch }) => arches === null || arches.includes(asText(arch)));
    },
    listTagged: (arg) =>
      tagged(arg(0, "tag"), {
        inherit: arg(2, "inherit") === true,
        latest: arg(4, "latest") === true,
        name: arg(5, "package"),
      }),
    getLatestBuilds: (arg) => tagged(arg(0, "tag"), { inherit: true, latest: true, name: arg(2, "package") }),
    listArchives: () => [],
    getMavenBuild: () => null,
    getWinBuild: () => null,
    queryRPMSigs: () => [],
  };
};

const asText = (value: XmlRpcValue | undefined): string => (typeof value === "string" ? value : "");

interface Tagged {
  readonly inherit: boolean;
  readonly latest: boolean;
  readonly name: XmlRpcValue;
}

/** Builds of a tag, newest first, as the hub orders them. */
const taggedIn = (
  { builds, tags }: DoubleContent,
  tag: string,
  { inherit, latest, name }: Tagged,
): readonly DoubleBuild[] => {
  const parent = tags[tag];
  if (parent === undefined) throw new Error(`No such tagInfo: '${tag}'`);
  const own = builds
    .filter((build) => build.tags?.includes(tag) && (name === null || build.name === name))
    .toReversed();
  const all =
    inherit && parent !== null
      ? [...own, ...taggedIn({ builds, tags }, parent, { inherit, latest, name })]
      : own;
  return latest ? all.filter((build, at) => all.findIndex((other) => other.name === build.name) === at) : all;
};

const buildInfo = (build: DoubleBuild, id: number): Struct => ({
  id,
  build_id: id,
  package_id: id,
  name: build.name,
  package_name: build.name,
  version: build.version,
  release: build.release,
  epoch: null,
  nvr: nvrOf(build),
  state: build.state ?? 1,
  owner_id: 1,
  owner_name: "packager",
  task_id: null,
  volume_id: 0,
  volume_name: build.volume_name ?? "DEFAULT",
  completion_ts: FINISHED,
  extra: null,
  source: null,
  draft: false,
});

const rpmInfo = (
  { version, release }: DoubleBuild,
  build_id: number,
  { rpm, at }: { readonly rpm: DoubleRpm; readonly at: number },
): Struct => ({
  id: build_id * 1000 + at,
  build_id,
  name: rpm.name,
  version,
  release,
  arch: rpm.arch,
  epoch: null,
  nvr: `${rpm.name}-${version}-${release}`,
  size: rpm.bytes.length,
  payloadhash: rpm.payloadhash ?? "",
  buildtime: FINISHED,
  external_repo_id: 0,
  external_repo_name: "INTERNAL",
});
