/** A badge: two words side by side, the right one on the colour of its outcome. */
interface Badge {
  readonly label: string;
  readonly value: string;
  readonly colour: string;
}

const CHARACTER_PX = 7;
const PADDING_PX = 12;
const MOST_CHARACTERS = 60;

/** Plain SVG without scripts or links; any text is safe in it. */
export const badgeSvg = ({ label, value, colour }: Badge): string => {
  const [left, right] = [shorten(label), shorten(value)];
  const [leftWidth, rightWidth] = [left, right].map(
    (part) => [...part].length * CHARACTER_PX + PADDING_PX,
  ) as [number, number];
  const width = leftWidth + rightWidth;
  const title = escape(`${left}: ${right}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${title}"><title>${title}</title>
<rect width="${width}" height="20" rx="3" fill="${colour}"/><path d="M3 0h${leftWidth - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#3d434a"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="${leftWidth / 2}" y="14">${escape(left)}</text><text x="${leftWidth + rightWidth / 2}" y="14">${escape(right)}</text></g></svg>
`;
};

const shorten = (text: string): string => {
  const characters = [...text];
  return characters.length <= MOST_CHARACTERS ? text : `${characters.slice(0, MOST_CHARACTERS).join("")}…`;
};

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// Control characters may not stand in XML at all.
const escape = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, "\ufffd")
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
