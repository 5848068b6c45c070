type Rgb = readonly [number, number, number];

/** The 16 colours of terminals as [red, green, blue]; only used to find the nearest one. */
const BASIC: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

const STEPS = [0, 95, 135, 175, 215, 255] as const;

const cube = (index: number): Rgb => {
  if (index >= 232) return [8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10];
  const at = index - 16;
  return [STEPS[Math.floor(at / 36)] ?? 0, STEPS[Math.floor(at / 6) % 6] ?? 0, STEPS[at % 6] ?? 0];
};

/** The nearest of the 16 colours, so that a log's colours come from a closed list that both themes can show. */
export const nearest = (colour: Rgb): number => {
  let best = 0;
  let least = Infinity;
  BASIC.forEach((basic, index) => {
    const distance = basic.reduce((sum, value, channel) => sum + (value - (colour[channel] ?? 0)) ** 2, 0);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
};

/** Colour number `38;5;N` of a terminal's 256 as one of the 16. */
export const of256 = (index: number): number => (index < 16 ? index : nearest(cube(Math.min(index, 255))));
