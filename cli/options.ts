import { InvalidArgumentError, Option, type Command } from 'commander';

/** The options of every command that asks the API. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly api?: string;
}

export const withJson = (command: Command): Command => command.option('--json', 'print one JSON document');

export const withApi = (command: Command): Command =>
  withJson(command).option('--api <url>', 'an API elsewhere; default: that of the running stack');

/** A parser of whole numbers for commander. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };
}

/** An option that takes a whole number. */
export const numberOption = (flags: string, description: string, min: number, max: number): Option =>
  new Option(flags, description).argParser(wholeNumber(min, max));

/** One example below a command's help. */
export const withExample = (command: Command, example: string): Command =>
  command.addHelpText('after', `\nExample:\n  $ npx whiteslip ${example}`);
