/** `85 ms`, `3.2 s`, `4 min`, `2.5 h`. */
export const humanDuration = (ms: number): string => {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60e3) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 3600e3 ? `${Math.round(ms / 60e3)} min` : `${(ms / 3600e3).toFixed(1)} h`;
};

/** `512 B`, `3.4 kB`, `27 MB`, `1.2 GB`. */
export const humanBytes = (bytes: number): string => {
  const steps = ["B", "kB", "MB", "GB", "TB"] as const;
  let [at, value] = [0, bytes];
  while (value >= 999.5 && at < steps.length - 1) [at, value] = [at + 1, value / 1000];
  return `${value >= 10 || at === 0 ? Math.round(value) : value.toFixed(1)} ${steps[at] ?? "TB"}`;
};
