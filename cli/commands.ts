import type { Command } from "./command.ts";
import { checkLinksCommand } from "./commands/check-links.ts";
import { crawlCommand } from "./commands/crawl.ts";
import { demoCommand } from "./commands/demo.ts";
import { excludeCommand } from "./commands/exclude.ts";
import { exportCommand } from "./commands/export.ts";
import { initCommand } from "./commands/init.ts";
import { pauseCommand } from "./commands/pause.ts";
import { publishCommand } from "./commands/publish.ts";
import { scoreCommand } from "./commands/score.ts";
import { seedsCheckCommand } from "./commands/seeds-check.ts";
import { seedsImportCommand } from "./commands/seeds-import.ts";
import { serveCommand } from "./commands/serve.ts";
import { statusCommand } from "./commands/status.ts";
import { whoLinksToCommand } from "./commands/who-links-to.ts";

/** Every command, in the order of the data. */
export const COMMANDS: readonly Command[] = [
  demoCommand,
  initCommand,
  seedsCheckCommand,
  seedsImportCommand,
  crawlCommand,
  checkLinksCommand,
  pauseCommand,
  excludeCommand,
  statusCommand,
  scoreCommand,
  publishCommand,
  serveCommand,
  exportCommand,
  whoLinksToCommand,
];
