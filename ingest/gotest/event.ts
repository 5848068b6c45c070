/** One line of `go test -json`: an event of test2json, or of the build before it. */
export interface GoEvent {
  readonly action: string;
  /** Empty for none. */
  readonly package: string;
  /** Empty for an event of the package as a whole. */
  readonly test: string;
  readonly output: string;
  readonly seconds: number | null;
  /** Of a package that was not tested because it did not build. */
  readonly isBuildFailure: boolean;
}

/** Reads a line; null for one that is no event. Builds name their package by import path, as `demo/bad [demo/bad.test]`. */
export const readEvent = (line: string): GoEvent | null => {
  const found = parse(line);
  if (found === null) return null;
  const text = (key: string): string => (typeof found[key] === "string" ? found[key] : "");
  const action = text("Action");
  if (action === "") return null;
  const elapsed = found["Elapsed"];
  return {
    action,
    package: text("Package") || text("ImportPath").replace(/ \[.*$/, ""),
    test: text("Test"),
    output: text("Output"),
    seconds: typeof elapsed === "number" ? elapsed : null,
    isBuildFailure: text("FailedBuild") !== "",
  };
};

const parse = (line: string): Readonly<Record<string, unknown>> | null => {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
};
