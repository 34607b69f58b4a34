import { expect, test } from "vitest";
import { decodeTerms, encodeTerms } from "../../core/page-terms.ts";

test.each<{ terms: [string, number][]; text: string }>([
  { terms: [], text: "" },
  { terms: [["mot", 2]], text: "2 mot" },
  {
    terms: [
      ["votre", 12],
      ["été", 3],
      ["mairie", 3],
      ["année", 1],
    ],
    text: "12 votre\n3 été mairie\n1 année",
  },
])("words that stand on a page as often share a line, as $text, and come back in their order", ({ terms, text }) => {
  expect(encodeTerms(terms)).toBe(text);
  expect(decodeTerms(text)).toEqual(terms);
});
