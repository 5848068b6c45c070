import { createHash } from "node:crypto";

/** Version of the masks: a change of them is a new version, so that old and new ids never mix. */
const VERSION = "v1";

/** Characters that are looked at; what makes two failures the same stands early. */
const LOOKED_AT = 4096;

/** What varies between two occurrences of one failure, in the order it is masked. Each pattern runs in linear time: no part of it
    can begin where an earlier attempt of the same part has passed. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>)]{1,2000}/gi, "URL"],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, "TIME"],
  [/\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\b/g, "TIME"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "HEX"],
  [/(?<![\w/.~-])(?:~|\.{1,2})?\/[^\s"'`<>()[\]{},;:|]{1,1000}/g, "PATH"],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, "HOST"],
  [
    /\b(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|io|dev|local|localdomain|internal|example|test)(?::\d{1,5})?\b/gi,
    "HOST",
  ],
  [/\b0x[0-9a-f]{1,64}\b/gi, "HEX"],
  [/\b(?=[a-f]{0,64}\d)(?=\d{0,64}[a-f])[0-9a-f]{7,128}\b/gi, "HEX"],
  [/\d{1,400}(?:[.,]\d{1,400}){0,20}/g, "N"],
  [/\s{1,4096}/g, " "],
];

/** The message with numbers, hexadecimal, paths, times and hosts replaced by words. */
export const masked = (message: string): string =>
  MASKS.reduce((text, [pattern, word]) => text.replace(pattern, word), message.slice(0, LOOKED_AT)).trim();

/** The id of a failure message: the same for messages that differ only in what varies between runs. */
export const fingerprintOf = (message: string): string =>
  `${VERSION}:${createHash("sha256").update(masked(message)).digest("hex").slice(0, 16)}`;
