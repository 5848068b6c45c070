import { createHash, randomBytes } from "node:crypto";

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const NAMESPACE = Buffer.from("7b1de9a2f1c85d0fa2c1c0de7a5c0701", "hex");

/** A time-ordered UUID (version 7, RFC 9562) for a run that a person wished for. */
export const uuidV7 = (now: number): string => {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  return format(bytes, 7);
};

/** The same UUID (version 5, RFC 9562) for the same names: a repeated message is the same run. */
export const uuidV5 = (...names: readonly string[]): string =>
  format(createHash("sha1").update(NAMESPACE).update(JSON.stringify(names)).digest(), 5);

const format = (bytes: Buffer, version: number): string => {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};
