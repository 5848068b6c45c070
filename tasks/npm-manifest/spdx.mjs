import { readFileSync } from "node:fs";

/** The ids of `spdx.txt` by section. */
const readIds = () => {
  const sections = {};
  let section = "";
  for (const line of readFileSync(new URL("spdx.txt", import.meta.url), "utf8").split("\n")) {
    const heading = /^\[(\w+)\]$/.exec(line)?.[1];
    if (heading) sections[(section = heading)] = new Set();
    else if (section !== "") for (const id of line.split(" ")) sections[section].add(id);
  }
  return sections;
};

const IDS = readIds();

/** Reads an SPDX expression: `ids` in it, which of them are `deprecated`, and an `error` text where it is none. */
export const parseExpression = (text) => {
  const tokens = text.match(/[()]|[^\s()]+/g) ?? [];
  const found = { ids: [], deprecated: [], error: null };
  let at = 0;
  const fail = (message) => (found.error ??= message);
  const simple = () => {
    const id = tokens[at++];
    if (id === undefined) return fail("ends too early");
    if (id === "(") {
      either();
      return tokens[at++] === ")" ? null : fail("a parenthesis is not closed");
    }
    const plain = id.replace(/\+$/, "");
    if (IDS.deprecated.has(id) || IDS.deprecated.has(plain)) found.deprecated.push(id);
    else if (!IDS.licences.has(plain) && !/^(DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/.test(id))
      return fail(`unknown licence id ${id}`);
    found.ids.push(plain);
    if (tokens[at] !== "WITH") return null;
    const exception = tokens[++at];
    at++;
    return IDS.exceptions.has(exception) ? null : fail(`unknown exception ${exception}`);
  };
  const either = () => {
    simple();
    while (tokens[at] === "AND" || tokens[at] === "OR") {
      at++;
      simple();
    }
  };
  either();
  if (at < tokens.length) fail(`unexpected ${tokens[at]}`);
  return found;
};
