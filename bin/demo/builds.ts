import { chance } from "./chance.ts";
import { DEMO_PACKAGES, type DemoPackage } from "./packages.ts";

export const DEMO_DAYS = 365;

/** Days on which nothing ran: the year has an outage in it. */
const OUTAGE = { first: 212, last: 218 };

/** The day from which builds are for the next release of the distribution. */
const BRANCHED = 190;

/** A build of a package. */
export interface DemoBuild {
  readonly package: DemoPackage;
  /** Day of the year, from 0. */
  readonly day: number;
  readonly nvr: string;
  /** File names of its RPMs. */
  readonly rpms: readonly string[];
}

const versionOf = ({ major, minor }: DemoPackage, number: number): string =>
  `${major}.${minor + Math.floor(number / 4)}-${(number % 4) + 1}`;

const buildsOf = (pkg: DemoPackage): readonly DemoBuild[] =>
  Array.from({ length: DEMO_DAYS }, (_, day) => day)
    .filter((day) => chance("build", pkg.name, day) < 1 / pkg.days)
    .map((day, number) => {
      const version = `${versionOf(pkg, number)}.${day < BRANCHED ? "fc43" : "fc44"}`;
      return {
        package: pkg,
        day,
        nvr: `${pkg.name}-${version}`,
        rpms: pkg.rpms.map((rpm) => `${rpm}-${version}.${pkg.arch}.rpm`),
      };
    })
    .filter(({ day }) => day < OUTAGE.first || day > OUTAGE.last);

/** Every build of the year that was checked, by day. */
export const demoBuilds = (): readonly DemoBuild[] =>
  DEMO_PACKAGES.flatMap(buildsOf).sort((a, b) => a.day - b.day || (a.nvr < b.nvr ? -1 : 1));
