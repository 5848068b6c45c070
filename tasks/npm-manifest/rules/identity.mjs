const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;
const NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** Name and version: there, well-formed, and those of the folder and of the item. */
export const identity = function* ({ folder, manifest, item }) {
  const { name, version } = manifest;
  if (typeof name !== "string" || name === "") yield ["error", "name-missing", "has no name"];
  else {
    if (name.length > 214 || !NAME.test(name))
      yield ["error", "name-invalid", `${name}: not a name that can be published`];
    const place = /node_modules\/((?:@[^/]+\/)?[^/]+)\/?$/.exec(folder)?.[1];
    if (place !== undefined && place !== name)
      yield ["warning", "name-differs-from-folder", `is ${name}, installed as ${place}`];
  }
  if (typeof version !== "string" || version === "") yield ["error", "version-missing", "has no version"];
  else if (!SEMVER.test(version))
    yield ["error", "version-invalid", `${version}: not a semantic version (MAJOR.MINOR.PATCH)`];
  else if (!item.startsWith("/") && !item.endsWith(`-${version}`))
    yield ["error", "version-mismatch", `is ${version}, expected that of ${item}`];
};
