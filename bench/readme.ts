const BEGIN = "<!-- figures -->";
const END = "<!-- /figures -->";

/** The text with its section of figures replaced; null where it has no such section. */
export const withFigures = (text: string, figures: string): string | null => {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end < begin) return null;
  return `${text.slice(0, begin + BEGIN.length)}\n${figures}\n${text.slice(end)}`;
};
