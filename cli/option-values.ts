/** Values of the options that were given. Reading one that the command does not declare is a bug and throws. */
export class OptionValues {
  readonly #declared: ReadonlySet<string>;
  readonly #given: ReadonlyMap<string, string | true>;

  constructor(declared: Iterable<string>, given: ReadonlyMap<string, string | true>) {
    this.#declared = new Set(declared);
    this.#given = given;
  }

  /** Whether the command takes the option at all. */
  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  /** Whether the option was given. */
  has(name: string): boolean {
    return this.#value(name) !== undefined;
  }

  /** The text given, or null. */
  text(name: string): string | null {
    const value = this.#value(name);
    return typeof value === "string" ? value : null;
  }

  /** The whole number given, or null. The parser has checked it. */
  integer(name: string): number | null {
    const text = this.text(name);
    return text === null ? null : Number(text);
  }

  #value(name: string): string | true | undefined {
    if (!this.#declared.has(name)) throw new RangeError(`option --${name} is not declared`);
    return this.#given.get(name);
  }
}
