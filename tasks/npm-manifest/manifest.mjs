import { readFileSync } from "node:fs";
import { join } from "node:path";

const error = (tag, message) => ({ severity: "error", tag, message, subject: "package.json" });

/** The package.json of a folder as an object; null with the finding that says why not. */
export const readManifest = (folder) => {
  const findings = [];
  let text;
  try {
    text = readFileSync(join(folder, "package.json"), "utf8");
  } catch (cause) {
    return { manifest: null, findings: [error("manifest-missing", `cannot be read: ${cause.code}`)] };
  }
  if (text.startsWith("\ufeff"))
    findings.push({ ...error("byte-order-mark", "begins with a byte order mark"), severity: "warning" });
  try {
    const manifest = JSON.parse(text.replace(/^\ufeff/, ""));
    if (typeof manifest === "object" && manifest !== null && !Array.isArray(manifest))
      return { manifest, findings };
    findings.push(error("manifest-not-an-object", "expected an object at the top"));
  } catch (cause) {
    findings.push(error("manifest-not-json", cause.message));
  }
  return { manifest: null, findings };
};

/** The entries of a value that should be an object; none for anything else. */
export const entriesOf = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
