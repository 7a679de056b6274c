import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command was called wrongly. Its message is for the person who called it. */
export class Misused extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;
interface Read<O extends Options> {
  readonly values: { readonly [Name in keyof O]?: O[Name]['type'] extends 'boolean' ? boolean : string };
  readonly rest: readonly string[];
}

/** What was written behind a command: its options, and at most so many other words. Throws Misused. */
export function argumentsOf<const O extends Options>(args: readonly string[], options: O, words = 0): Read<O> {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option) throw new Misused(`There is no "${token.rawName}" here.`);
    if (option.type === 'string' && token.value === undefined) throw new Misused(`${token.rawName} needs a value.`);
    if (option.type === 'boolean' && token.value !== undefined) throw new Misused(`${token.rawName} takes no value.`);
  }
  if (positionals.length > words) throw new Misused(`There is no "${positionals[words] ?? ''}" here.`);
  return { values: values, rest: positionals };
}

/** A whole number, or undefined where it is left out. Throws Misused. */
export function wholeNumber(name: string, value: string | undefined): bigint | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,18}$/.test(value)) throw new Misused(`${name} is "${value}". It must be a whole number, 0 or more.`);
  return BigInt(value);
}
