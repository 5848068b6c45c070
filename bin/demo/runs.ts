import type { Outcome } from "../../model/outcome.ts";
import type { FinalState } from "../../model/run.ts";
import { chance } from "./chance.ts";
import { demoBuilds, type DemoBuild } from "./builds.ts";
import { DEMO_CHECKS, demoOutcome, FLAKY, type DemoCheck } from "./outcomes.ts";

/** A run of the invented year, before it has a date. */
export interface DemoRun {
  readonly check: DemoCheck;
  readonly build: DemoBuild;
  readonly outcome: Outcome;
  readonly state: FinalState;
  readonly fault: string | null;
  /** Milliseconds from the start of the year. */
  readonly start: number;
  readonly duration: number;
  readonly attempt: number;
}

const FAULTS: Partial<Record<Outcome, string>> = {
  ABORTED:
    "Error: Failed to download metadata for repo 'fedora': Cannot prepare internal mirrorlist: Curl error (28): Timeout was reached",
  CRASHED:
    "UnicodeDecodeError: 'ascii' codec can't decode byte 0xc3 in position 17: ordinal not in range(128)",
};

const firstRun = (build: DemoBuild, check: DemoCheck): DemoRun => {
  const outcome = demoOutcome(check, build);
  const hour = 1 + 21 * chance("hour", build.nvr) + chance("wait", check, build.nvr);
  return {
    check,
    build,
    outcome,
    state: outcome === "CRASHED" || outcome === "ABORTED" ? outcome : "FINISHED",
    fault: FAULTS[outcome] ?? null,
    start: Math.floor((build.day * 24 + hour) * 3600e3),
    duration: Math.floor(4000 + 200e3 * chance("duration", check, build.nvr) ** 3),
    attempt: 1,
  };
};

/** A flaky failure and an aborted run are repeated, and pass then. */
const withRetry = (run: DemoRun): readonly DemoRun[] => {
  const isFlake =
    run.check === FLAKY.check && run.build.package.name === FLAKY.package && run.outcome === "FAILED";
  if (!isFlake && run.state !== "ABORTED") return [run];
  const start = run.start + run.duration + 20 * 60e3;
  return [run, { ...run, outcome: "PASSED", state: "FINISHED", fault: null, start, attempt: 2 }];
};

/** Every run of the year in order of its start; the same list every time. */
export const demoRuns = (): readonly DemoRun[] =>
  demoBuilds()
    .flatMap((build) => DEMO_CHECKS.map((check) => firstRun(build, check)))
    .flatMap(withRetry)
    .sort((a, b) => a.start - b.start);
