/** What programs make of a secret before they print it, each by other means than the code under test where there are any. */
export const ENCODINGS: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  base64: (secret) => Buffer.from(secret).toString("base64"),
  "base64 after one byte": (secret) => Buffer.from(`x${secret}`).toString("base64"),
  "base64 after two bytes": (secret) => Buffer.from(`xy${secret}`).toString("base64"),
  base64url: (secret) => Buffer.from(secret).toString("base64url"),
  hex: (secret) => Buffer.from(secret).toString("hex"),
  URL: (secret) => encodeURIComponent(secret),
  form: (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  JSON: (secret) => JSON.stringify(secret).slice(1, -1),
  XML: (secret) => secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  "shell, as shlex": (secret) => secret.split("'").join(`'"'"'`),
  "shell, as sh": (secret) => secret.split("'").join("'\\''"),
};
