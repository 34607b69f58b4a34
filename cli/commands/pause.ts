import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Command } from "../command.ts";
import { STORE } from "../common-options.ts";
import { loadConfiguration } from "../configuration.ts";
import { endPause, pause, pauseFileOf } from "../pause-file.ts";

/** `maillage pause`: ends the run that asks other people's machines, and lets none begin. */
export const pauseCommand: Command = {
  name: "pause",
  summary: "end a running crawl within seconds and let none begin, until: pause --off",
  operands: [],
  options: [{ name: "off", value: null, kind: "flag", description: "let crawls begin again", default: null }, STORE],
  run: async (invocation) => {
    const name = loadConfiguration(invocation).requiredText("store");
    const storeFile = path.resolve(invocation.folder, name);
    const isOff = invocation.values.has("off");
    if (!existsSync(path.dirname(storeFile))) mkdirSync(path.dirname(storeFile), { recursive: true });
    const hasChanged = isOff ? endPause(storeFile) : pause(storeFile);
    return {
      exit: "done",
      why: isOff ? offSentence(hasChanged) : onSentence(hasChanged, pauseFileOf(name)),
      text: "",
      document: { paused: !isOff, changed: hasChanged, file: pauseFileOf(name) },
      warnings: [],
    };
  },
};

function onSentence(hasChanged: boolean, file: string): string {
  const remedy = "To go on: maillage pause --off, then maillage crawl.";
  if (!hasChanged) return `It was paused already (${file}). ${remedy}`;
  return `Paused (${file}): a running crawl ends within 5 seconds, and none begins. ${remedy}`;
}

function offSentence(hasChanged: boolean): string {
  return hasChanged ? "The pause has ended. To go on: maillage crawl." : "There was no pause.";
}
