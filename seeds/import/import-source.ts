import type { Registry } from "../../core/registry.ts";

/** A registry with what a source adds to it. */
export interface Imported {
  readonly registry: Registry;
  /** What the source holds and the registry does not take, each with its reason. */
  readonly leftOut: readonly LeftOut[];
}

/** Something that was not taken over. */
export interface LeftOut {
  readonly what: string;
  readonly reason: string;
}

/** A registry without anything. */
export const EMPTY_REGISTRY: Registry = {
  sites: [],
  themes: [],
  lifeEvents: [],
  memberships: [],
  aliases: [],
  mandatedLinks: [],
  expectedLinks: [],
};
