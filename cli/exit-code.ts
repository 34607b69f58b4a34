/** What the process ends with. README and `--help` print this table. */
export const EXIT_CODES = {
  done: { code: 0, meaning: "done" },
  failure: { code: 1, meaning: "unexpected failure" },
  usage: { code: 2, meaning: "wrong usage or configuration" },
  input: { code: 3, meaning: "bad input: registry, store or imported file" },
  partial: { code: 4, meaning: "partial but usable" },
  empty: { code: 5, meaning: "no data" },
  threshold: { code: 6, meaning: "threshold crossed" },
  interrupted: { code: 130, meaning: "interrupted, resumable (143 for SIGTERM)" },
} as const;

export type ExitName = keyof typeof EXIT_CODES;
