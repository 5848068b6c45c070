const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const oneDigit = (value: number): string => (value < 9.95 ? value.toFixed(1) : String(Math.round(value)));

/** A duration for people: `340 ms`, `1.2 s`, `12 min`, `3 h 5 min`. */
export const duration = (ms: number): string => {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${oneDigit(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms >= 2 * DAY) return `${Math.round(ms / DAY)} d`;
  const minutes = Math.round((ms % HOUR) / MINUTE);
  return minutes === 0 || minutes === 60
    ? `${Math.round(ms / HOUR)} h`
    : `${Math.floor(ms / HOUR)} h ${minutes} min`;
};

/** How long a search took: whole milliseconds, never `0 ms`. */
export const took = (ms: number): string => (ms < 1 ? "under 1 ms" : duration(ms));
