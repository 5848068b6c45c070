import type { Services } from "../../runner/services/services.ts";

/** Services of which none answers. */
export const NO_SERVICES: Services = {
  fetch: () => Promise.reject(new Error("there is no network here")),
  kojiHub: "http://koji.invalid/kojihub",
  kojiTop: "/nonexistent",
  bodhi: "http://bodhi.invalid",
  distgit: "http://distgit.invalid",
  repositories: "",
  cache: null,
  sleep: () => Promise.resolve(),
};
