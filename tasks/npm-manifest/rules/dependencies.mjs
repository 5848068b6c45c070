import { entriesOf } from "../manifest.mjs";

const KINDS = ["dependencies", "optionalDependencies", "peerDependencies"];
const ELSEWHERE = /^(git|git\+\w+|https?|file|link|github|gitlab|bitbucket|gist):|^[\w.-]+\/[\w.-]+(#.*)?$/;

/** What the package needs at run time: from the registry, in a range that means something. */
export const dependencies = function* ({ manifest }) {
  for (const kind of KINDS)
    for (const [name, range] of entriesOf(manifest[kind])) {
      if (typeof range !== "string")
        yield ["error", "dependency-bad-range", `${kind} ${name}: expected a text`];
      else if (ELSEWHERE.test(range))
        yield ["warning", "dependency-from-elsewhere", `${kind} ${name}: ${range} is not from the registry`];
      else if (kind !== "peerDependencies" && ["", "*", "latest", "x"].includes(range.trim()))
        yield ["warning", "dependency-on-anything", `${kind} ${name}: ${range || '""'} takes every version`];
      if (name === manifest.name) yield ["error", "dependency-on-itself", `${kind} names the package itself`];
    }
};
