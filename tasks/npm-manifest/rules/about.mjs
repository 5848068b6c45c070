const isText = (value) => typeof value === "string" && value.trim() !== "";

/** What people need to find the source and the maintainers. */
export const about = function* ({ manifest }) {
  const { repository, homepage, description, deprecated } = manifest;
  const url = typeof repository === "string" ? repository : repository?.url;
  if (!isText(url)) yield ["info", "repository-missing", "does not say where its source is"];
  else if (/\s/.test(url)) yield ["warning", "repository-bad-url", `repository: ${url}`];
  if (!isText(homepage)) yield ["info", "homepage-missing", "has no homepage"];
  if (!isText(description)) yield ["info", "description-missing", "has no description"];
  if (isText(deprecated)) yield ["warning", "deprecated", deprecated];
};
