import { posix } from "node:path";

/** Types that a browser shows, by the end of a file's name: text as text, pictures that hold no script. */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ..."txt log out err xml json yaml yml tap csv tsv md rst diff patch spec ini conf cfg toml sh py pl rb js ts c h css sql"
    .split(" ")
    .map((end) => [end, "text/plain; charset=utf-8"] as const),
  ["html", "text/html; charset=utf-8"],
  ["htm", "text/html; charset=utf-8"],
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
]);

/** Headers under which a file of a task is harmless: it is shown as what cannot act, in a sandbox, or is saved. */
export const artifactHeaders = (path: string): Readonly<Record<string, string>> => {
  const name = posix.basename(path);
  const type = SHOWN.get(posix.extname(name).slice(1).toLowerCase());
  return {
    "content-type": type ?? "application/octet-stream",
    "content-disposition": `${type === undefined ? "attachment" : "inline"}; filename="${name}"`,
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "x-content-type-options": "nosniff",
  };
};
