/** Pause after each answer of a host. */
export const PAUSE_MS = 1000;
/** Time before the account begins: all hosts have been asked by then. */
export const SETTLE_MS = 10_000;
