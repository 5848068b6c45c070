/** Lower-cases text so that texts that differ only in case become equal. Every character keeps its place and its length in UTF-16, ASCII and the rest stay
    apart (the Kelvin sign is no `k`), and nothing depends on what stands around (`ς` is `σ`). */
export const fold = (text: string): string =>
  isAscii(text)
    ? text.toLowerCase()
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/[^\x00-\x7f]/gu, foldCharacter);

export const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text);

const foldCharacter = (character: string): string => {
  const upper = character.toUpperCase();
  const folded = (upper.length === character.length ? upper : character).toLowerCase();
  return folded.length === character.length && folded >= "\x80" ? folded : character;
};
