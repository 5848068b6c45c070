import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseExpression } from "../spdx.mjs";

// sentences that only one licence (or its close family) has, and the ids that such a text agrees with
const TEXTS = [
  [/Apache License[\s,]+Version 2\.0/i, /^Apache-2\.0$/],
  [/Mozilla Public License[\s,]+(?:Version|v\.?) ?2\.0/i, /^MPL-2\.0/],
  [/GNU AFFERO GENERAL PUBLIC LICENSE/i, /^AGPL-/],
  [/GNU LESSER GENERAL PUBLIC LICENSE/i, /^LGPL-/],
  [/GNU GENERAL PUBLIC LICENSE/i, /^(A|L)?GPL-/],
  [/Blue Oak Model License/i, /^BlueOak-/],
  [/This is free and unencumbered software/i, /^Unlicense$/],
  [/CC0 1\.0 Universal/i, /^CC0-/],
  [/Redistribution and use in source and binary forms/i, /^(BSD-|0BSD)/],
  [/Permission is hereby granted, free of charge/i, /^(MIT|X11|Zlib|BSL-)/],
  [/Permission to use, copy, modify, and(\/or)? distribute this software/i, /^(ISC|0BSD)/],
];

const FILE = /^(licen[cs]e|copying|unlicense)([._-].*)?$|[._-]licen[cs]e(\.(md|txt))?$/i;

const licenceFiles = (folder) => readdirSync(folder).filter((name) => FILE.test(name));

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // a folder LICENSES/ is as good
  }
};

const expressionOf = ({ license, licenses }) => {
  const old = license ?? licenses;
  if (typeof old === "string") return { text: old, isOld: false };
  const types = (Array.isArray(old) ? old : [old])
    .map((one) => (typeof one === "string" ? one : one?.type))
    .filter((one) => typeof one === "string");
  return { text: types.join(" OR "), isOld: types.length > 0 };
};

const checkText = function* (folder, ids) {
  const files = licenceFiles(folder);
  if (files.length === 0) yield ["warning", "license-file-missing", "no LICENSE or COPYING beside it", "."];
  const recognised = files.flatMap((name) => {
    const text = read(join(folder, name));
    return TEXTS.filter(([sentence]) => sentence.test(text)).map(([, agrees]) => ({ name, agrees }));
  });
  if (recognised.length > 0 && !recognised.some(({ agrees }) => ids.some((id) => agrees.test(id))))
    yield [
      "error",
      "license-contradicts-file",
      `says ${ids.join(", ")}, the text is another licence`,
      recognised[0].name,
    ];
};

/** The licence: an SPDX expression, a text beside it, and both the same. */
export const licence = function* ({ folder, manifest }) {
  const { text, isOld } = expressionOf(manifest);
  if (text === "") return yield ["error", "license-missing", "has no license field"];
  if (text === "UNLICENSED")
    return yield ["warning", "license-none-granted", "UNLICENSED: no right to use it"];
  const file = /^SEE LICEN[CS]E IN (.+)$/.exec(text)?.[1];
  if (file !== undefined) {
    if (!existsSync(join(folder, file))) yield ["error", "license-file-missing", `${file} is not there`];
    return;
  }
  if (isOld) yield ["warning", "license-old-form", "an object or a list; expected one SPDX expression"];
  const { ids, deprecated, error } = parseExpression(text);
  if (error !== null) return yield ["error", "license-not-spdx", `${text}: ${error}`];
  for (const id of deprecated) yield ["warning", "license-deprecated-id", `${id} is a deprecated SPDX id`];
  yield* checkText(folder, ids);
};
