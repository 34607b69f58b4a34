const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** A duration for people, its two largest units: `45 s`, `12 min 05 s`, `3 h 20 min`, `2 d 04 h`. Rounded up to a second. */
export function durationText(durationMs: number): string {
  const seconds = Math.ceil(durationMs / SECOND_MS);
  if (seconds < MINUTE_S) return `${seconds} s`;
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min ${padded(seconds % MINUTE_S)} s`;
  if (seconds < DAY_S) return `${Math.floor(seconds / HOUR_S)} h ${padded((seconds % HOUR_S) / MINUTE_S)} min`;
  return `${Math.floor(seconds / DAY_S)} d ${padded((seconds % DAY_S) / HOUR_S)} h`;
}

function padded(count: number): string {
  return String(Math.floor(count)).padStart(2, "0");
}
