/** A number from 0 to below 1 that depends on the names alone, evenly spread: the same names, the same number, in whatever order they are asked. */
export const chance = (...names: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5;
  for (const char of names.join("\u0000")) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

/** One of the choices, by the names alone. */
export const pick = <T>(choices: readonly [T, ...T[]], ...names: readonly (string | number)[]): T =>
  choices[Math.floor(chance("pick", ...names) * choices.length)] ?? choices[0];
