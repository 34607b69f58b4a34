/** A new element with attributes and text: never markup, whatever the text holds. */
export function newElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  text = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.textContent = text;
  return element;
}

/** Address of a published file, from the root that the page names. */
export function fromRoot(path: string): string {
  return `${document.documentElement.dataset["root"] ?? ""}${path}`;
}

/** Address of a site's page in the page's language. */
export function sitePage(siteId: string): string {
  return fromRoot(`${document.documentElement.lang}/sites/${siteId}.html`);
}
