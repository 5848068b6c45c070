import type { Outcome } from "../../model/outcome.ts";
import { DEMO_DAYS, type DemoBuild } from "./builds.ts";
import { chance } from "./chance.ts";

export const DEMO_CHECKS = ["rpmlint", "rpmdeplint", "abicheck", "python-versions", "upgradepath"] as const;

export type DemoCheck = (typeof DEMO_CHECKS)[number];

interface Story {
  readonly happens: (check: DemoCheck, build: DemoBuild) => boolean;
  readonly outcome: Outcome;
}

export const REGRESSION = { check: "rpmdeplint", package: "python-requests", day: 325 };
export const FLAKY = { check: "abicheck", package: "NetworkManager", share: 0.35 };
const BROKEN = { check: "python-versions", first: 120, last: 127 };

/** How much of the packages rpmlint fails: at the start of the year, and at its end. */
const UNTIDY = { start: 0.5, end: 0.18 };

/** The share of series that fail for a while, and for how many days. */
const SPELL = { share: 0.045, days: 21 };

const untidy = (day: number): number => UNTIDY.start + ((UNTIDY.end - UNTIDY.start) * day) / DEMO_DAYS;

/** What there is to discover in the year; the first that happens decides. */
const STORIES: readonly Story[] = [
  // a check that is broken itself for a week
  {
    outcome: "CRASHED",
    happens: (check, { day }) => check === BROKEN.check && day >= BROKEN.first && day <= BROKEN.last,
  },
  // a package that fails from one build on
  {
    outcome: "FAILED",
    happens: (check, build) =>
      check === REGRESSION.check && build.package.name === REGRESSION.package && build.day >= REGRESSION.day,
  },
  // a check that fails now and then, and passes when it is repeated
  {
    outcome: "FAILED",
    happens: (check, { package: { name }, nvr }) =>
      check === FLAKY.check && name === FLAKY.package && chance("flaky", nvr) < FLAKY.share,
  },
  // a mirror that does not answer
  { outcome: "ABORTED", happens: (check, { nvr }) => chance("mirror", check, nvr) < 0.008 },
  // packages that get tidier through the year
  {
    outcome: "FAILED",
    happens: (check, { package: { name }, day }) => check === "rpmlint" && chance("tidy", name) < untidy(day),
  },
  // ordinary trouble: a series fails for some weeks
  {
    outcome: "FAILED",
    happens: (check, { package: { name }, day }) =>
      check !== "rpmlint" && chance("spell", check, name, Math.floor(day / SPELL.days)) < SPELL.share,
  },
  { outcome: "NEEDS_INSPECTION", happens: (check, { nvr }) => chance("look", check, nvr) < 0.006 },
  { outcome: "INFO", happens: (check, { nvr }) => chance("info", check, nvr) < 0.06 },
];

export const demoOutcome = (check: DemoCheck, build: DemoBuild): Outcome =>
  STORIES.find(({ happens }) => happens(check, build))?.outcome ?? "PASSED";
