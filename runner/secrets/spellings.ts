/** Bytes below which a text is too common to be masked. */
export const SHORTEST = 6;

/** The texts by which a secret is known in a log: the whole of it and each of its lines, as they are and in the encodings that programs print. Each has
    at least `SHORTEST` bytes. */
export const spellings = (secret: Uint8Array): readonly Uint8Array[] => {
  const value = Buffer.from(Buffer.from(secret).toString("latin1").trim(), "latin1");
  const lines = value.toString("latin1").split(/\r?\n/);
  const parts = [value, ...lines.map((line) => Buffer.from(line.trim(), "latin1"))];
  const found = parts
    .filter((part) => part.length >= SHORTEST)
    .flatMap((part) => [part.toString("latin1"), ...ofBytes(part), ...ofText(part).map(latin1)]);
  return [...new Set(found)]
    .filter((text) => text.length >= SHORTEST)
    .map((text) => Buffer.from(text, "latin1"));
};

/** A text of characters as a text of its bytes. */
const latin1 = (text: string): string => Buffer.from(text).toString("latin1");

const ofBytes = (part: Buffer): string[] => {
  const hex = part.toString("hex");
  const base64 = [0, 1, 2].map((shift) => base64At(part, shift));
  return [
    hex,
    hex.toUpperCase(),
    ...wrapped(hex, 60),
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
    ...[64, 76].flatMap((width) => wrapped(part.toString("base64"), width)),
  ];
};

/** What base64 makes of a part that has other bytes before and after it: the characters that depend on the part alone. */
const base64At = (part: Buffer, shift: number): string => {
  const text = Buffer.concat([Buffer.alloc(shift), part]).toString("base64");
  return text.slice(Math.ceil((8 * shift) / 6), Math.floor((8 * (shift + part.length)) / 6));
};

/** The lines of a long text, as `base64` and `xxd` wrap it. */
const wrapped = (text: string, width: number): string[] =>
  text.length <= width ? [] : (text.match(new RegExp(`.{${SHORTEST},${width}}`, "g")) ?? []);

const ofText = (part: Buffer): string[] => {
  const text = part.toString();
  // bytes that are no text have none of the encodings of text
  if (!Buffer.from(text).equals(part)) return [];
  return [...ofUrl(text), ...ofJson(text), ...ofXml(text), ...ofShell(text)];
};

const ofUrl = (text: string): string[] => {
  const usual = encodeURIComponent(text);
  const strict = usual.replace(/[!'()*]/g, percent);
  const all = [usual, strict, strict.replaceAll("%20", "+"), strict.replaceAll("%2F", "/")];
  return [...all, ...all.map((one) => one.replace(/%../g, (code) => code.toLowerCase()))];
};

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

const ofJson = (text: string): string[] => {
  const inner = JSON.stringify(text).slice(1, -1);
  const ascii = inner.replace(/[^ -~]/g, unicode);
  return [
    inner,
    inner.replaceAll("/", "\\/"),
    ascii,
    ascii.replaceAll("/", "\\/"),
    inner.replace(/[<>&']/g, unicode),
  ];
};

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

const ofXml = (text: string): string[] => {
  const content = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const attribute = content.replaceAll('"', "&quot;");
  const numbers = content.replaceAll('"', "&#34;").replaceAll("'", "&#39;");
  return [
    content,
    attribute,
    ...["&apos;", "&#39;", "&#x27;"].map((mark) => attribute.replaceAll("'", mark)),
    numbers,
  ];
};

const ofShell = (text: string): string[] => [
  text.replaceAll("'", `'\\''`),
  text.replaceAll("'", `'"'"'`),
  text.replace(/["$`\\]/g, "\\$&"),
  text.replace(/[^\w@%+=:,./-]/g, "\\$&"),
  text.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t"),
];
