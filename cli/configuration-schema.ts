import type { Setting } from "./setting.ts";
import { SETTINGS } from "./settings-table.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const HOST_AND_PORT = String.raw`^[^\s/]+:\d{1,5}$`;
const HOUR = String.raw`^([01]\d|2[0-3]):[0-5]\d$`;

/** JSON Schema (draft 2020-12) of `maillage.config.json`, made from the table of settings. */
export function configurationSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Configuration of Maillage",
    type: "object",
    properties: { $schema: { type: "string" }, ...groupProperties(SETTINGS, "") },
    additionalProperties: false,
  };
}

/** Settings below a prefix; those with one more dot form a group. */
function groupProperties(settings: readonly Setting[], prefix: string): Record<string, JsonSchema> {
  const properties: Record<string, JsonSchema> = {};
  for (const setting of settings) {
    const [name = "", ...rest] = setting.path.slice(prefix.length).split(".");
    if (rest.length === 0) properties[name] = settingSchema(setting);
    else if (properties[name] === undefined) {
      const inner = settings.filter((other) => other.path.startsWith(`${prefix}${name}.`));
      properties[name] = {
        type: "object",
        properties: groupProperties(inner, `${prefix}${name}.`),
        additionalProperties: false,
      };
    }
  }
  return properties;
}

function settingSchema(setting: Setting): JsonSchema {
  const { description } = setting;
  const common = { description, ...(setting.default === null ? {} : { default: setting.default }) };
  return { ...common, ...valueSchema(setting) };
}

function valueSchema(setting: Setting): JsonSchema {
  if (setting.kind === "integer") return { type: "integer", minimum: setting.min, maximum: setting.max };
  if (setting.kind === "choice") return { enum: setting.choices };
  if (setting.kind === "list") return { type: "array", items: { type: "string" } };
  if (setting.kind === "addresses") {
    const origin = { type: "string", format: "uri" };
    return { type: "object", propertyNames: { pattern: HOST_AND_PORT }, additionalProperties: origin };
  }
  if (setting.kind === "window") return windowSchema();
  return { type: "string" };
}

function windowSchema(): JsonSchema {
  const hour = { type: "string", pattern: HOUR };
  return {
    type: "object",
    properties: { from: hour, until: hour, timeZone: { type: "string" } },
    required: ["from", "until", "timeZone"],
    additionalProperties: false,
  };
}
