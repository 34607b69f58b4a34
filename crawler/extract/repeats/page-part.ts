import type { Surroundings } from "../surroundings.ts";

/** How far the reading of a page has come: how much its collectors hold. */
export interface PageMark {
  readonly links: number;
  readonly pieces: number;
  /** Number of the block of text that is open. */
  readonly block: number;
  readonly headings: number;
  readonly resources: number;
  readonly rawTexts: number;
  readonly containers: number;
}

/** Bits of `PageState.state`. */
export const STATE = {
  /** A link is open, or a frameset may follow: no part is taken over. */
  hindered: 1,
  formOpen: 2,
  /** A form's text is being taken. */
  hasForm: 4,
  /** An application's place was met: no further one is looked for. */
  mounted: 8,
} as const;

/** What decides, beside the elements that are open and its own text, how a part of a page is read. */
export interface PageState {
  readonly surroundings: Surroundings;
  /** Bits of `STATE`. */
  readonly state: number;
}

/** A part when its element begins. */
export interface PartBeginning extends PageState {
  readonly tag: number;
  /** Where its start tag begins and ends. */
  readonly start: number;
  readonly tagEnd: number;
  readonly from: PageMark;
}

/** Whether elements inside are told the same, but for the number of their container. */
export function isAlike(left: Surroundings, right: Surroundings): boolean {
  return (
    left === right ||
    (left.zone === right.zone &&
      left.zoneSource === right.zoneSource &&
      left.isInSection === right.isInSection &&
      left.isInList === right.isInList &&
      left.kind === right.kind)
  );
}
