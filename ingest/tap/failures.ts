import type { Finding } from "../../model/finding.ts";
import { asName, asNote } from "../words.ts";
import type { Subtest } from "./point.ts";

/** The failed points of a subtest as findings: what failed, and the subtests that it is in. */
export const failureFindings = (subtest: Subtest | null): Finding[] =>
  (subtest?.failures ?? []).map(({ path, name, line }) => ({
    severity: "error",
    tag: null,
    message: asNote(name) ?? "a point without a name failed",
    subject: asName(path.filter((each) => each !== "").join(" > ")),
    line,
  }));
