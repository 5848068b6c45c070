const HEAD = /^Content-Type: ([^\n]*)\n([^\n]*)\n/;
const CHUNK = /^([0-9A-Fa-f]{1,7})\r?\n/;

/** The texts of a multipart detail of subunit v1: parts of chunks with their lengths in front, as bytes in latin1. */
export const partsOf = (detail: string): string => {
  let rest = detail;
  let text = "";
  for (let head = HEAD.exec(rest); head !== null; head = HEAD.exec(rest)) {
    rest = rest.slice(head[0].length);
    for (let chunk = CHUNK.exec(rest); chunk !== null; chunk = CHUNK.exec(rest)) {
      const [whole, hex = "0"] = chunk;
      const size = Number.parseInt(hex, 16);
      const piece = rest.slice(whole.length, whole.length + size);
      rest = rest.slice(whole.length + size);
      if (size === 0) break;
      if (/^(?:text\/|$)/.test(head[1] ?? "")) text += piece;
    }
  }
  return Buffer.from(text, "latin1").toString("utf8");
};
