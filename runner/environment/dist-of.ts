import { parseNvr } from "../../model/nvr.ts";

/** A distribution and its release, such as `fedora` and `42`. */
export interface Dist {
  readonly distro: string;
  readonly release: string;
}

const NAMES: Readonly<Record<string, string>> = { fc: "fedora", el: "el" };

/** The distribution that an item was built for, by the `.fcNN` or `.elN` in its name; null where there is none. */
export const distOf = (item: string): Dist | null => {
  const [, tag = "", release = ""] = /^(fc|el)(\d+)$/.exec(parseNvr(item).dist ?? "") ?? [];
  const distro = NAMES[tag];
  return distro === undefined ? null : { distro, release };
};
