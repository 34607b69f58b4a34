import { expect, test } from "vitest";
import { configurationSchema } from "../../cli/configuration-schema.ts";
import { SETTINGS } from "../../cli/settings-table.ts";

test("docs/configuration.schema.json is made from the table of settings (npx vitest run -u test/cli makes it anew)", async () => {
  const text = `${JSON.stringify(configurationSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../docs/configuration.schema.json");
});

test("the schema knows every setting by its path, and nothing else", () => {
  const paths = (schema: object, prefix: string): string[] =>
    Object.entries((schema as { properties: Record<string, object> }).properties).flatMap(([name, inner]) => {
      const isGroup = "properties" in inner && !("description" in inner);
      return isGroup ? paths(inner, `${prefix}${name}.`) : [`${prefix}${name}`];
    });
  expect(paths(configurationSchema(), "").toSorted()).toEqual(
    ["$schema", ...SETTINGS.map(({ path }) => path)].toSorted(),
  );
});
