import type { Configuration } from "./configuration.ts";

/** Each setting with its value and who gave it, for `--print-config`. */
export function printedConfiguration(configuration: Configuration, isJson: boolean): string {
  const rows = configuration.entries().map(([setting, { value, origin }]) => {
    const plain = value instanceof Map ? Object.fromEntries(value) : value;
    return { setting, value: plain, origin };
  });
  if (isJson) return JSON.stringify({ schemaVersion: 1, settings: rows }, null, 2);
  return rows.map((row) => `${row.setting} = ${JSON.stringify(row.value)}  (${row.origin})`).join("\n");
}
