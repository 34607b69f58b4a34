import type { Referral } from "../../core/link.ts";

/** Policies by the names that pages give them, the old ones of `meta` included (HTML standard, 4.2.5.1). */
const POLICIES: ReadonlyMap<string, string> = new Map([
  ["no-referrer", "no-referrer"],
  ["never", "no-referrer"],
  ["same-origin", "same-origin"],
  ["unsafe-url", "unsafe-url"],
  ["always", "unsafe-url"],
  ["no-referrer-when-downgrade", "no-referrer-when-downgrade"],
  ["origin", "origin"],
  ["origin-when-cross-origin", "origin-when-cross-origin"],
  ["origin-when-crossorigin", "origin-when-cross-origin"],
  ["strict-origin", "strict-origin"],
  ["strict-origin-when-cross-origin", "strict-origin-when-cross-origin"],
  ["default", "strict-origin-when-cross-origin"],
]);

/** The policy that a header, `meta` or attribute states, or null. Of a list the last known one (Referrer Policy 8.1). */
export function referrerPolicy(stated: string | null | undefined): string | null {
  if (stated === null || stated === undefined) return null;
  const known = stated
    .toLowerCase()
    .split(",")
    .map((policy) => POLICIES.get(policy.trim()));
  return known.findLast((policy) => policy !== undefined) ?? null;
}

/**
 * What a target on another origin learns of where a reader comes from (Referrer Policy, W3C), under the policy that
 * holds; null: the default, strict-origin-when-cross-origin. A frame, too, follows the page's policy.
 */
export function referralUnder(policy: string | null, isDowngrade: boolean): Referral {
  switch (policy ?? "") {
    case "no-referrer":
    case "same-origin":
      return "none";
    case "unsafe-url":
      return "url";
    case "origin":
    case "origin-when-cross-origin":
      return "origin";
    case "no-referrer-when-downgrade":
      return isDowngrade ? "none" : "url";
    default:
      return isDowngrade ? "none" : "origin";
  }
}
