import { collapseSpace } from "./collapse-space.ts";

/** Characters kept of a sentence. */
export const SENTENCE_LENGTH = 300;

const END_OF_SENTENCE = /[.!?…](?=\s)/g;

/** The sentence of a text around a place in it, white space collapsed, at most 300 characters with the place in sight. */
export function sentenceAround(text: string, start: number, end: number): string {
  let from = 0;
  let to = text.length;
  for (const match of text.matchAll(END_OF_SENTENCE)) {
    if (match.index < start) from = match.index + 1;
    else if (match.index >= end - 1) {
      to = match.index + 1;
      break;
    }
  }
  const sentence = collapseSpace(text.slice(from, to));
  if (sentence.length <= SENTENCE_LENGTH) return sentence;
  const before = collapseSpace(text.slice(from, start)).length;
  const first = Math.max(0, Math.min(before - SENTENCE_LENGTH / 3, sentence.length - SENTENCE_LENGTH));
  return sentence.slice(Math.floor(first), Math.floor(first) + SENTENCE_LENGTH).trim();
}
