import { stripAnsi } from "../../model/lines.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Lines as displayed (`displayLine`), joined by LF. Decoding all at once gives the same: no character spans an LF. */
const displayText = (bytes: Uint8Array): string => {
  const text = decoder.decode(bytes);
  return text.includes("\r") ? text.replace(/\r(?=\n|$)/g, "") : text;
};

/** Lines as search sees them, joined by LF: displayed, without ANSI sequences. */
export const searchText = (bytes: Uint8Array): string => {
  const text = displayText(bytes);
  return text.includes("\x1b") ? text.split("\n").map(stripAnsi).join("\n") : text;
};
