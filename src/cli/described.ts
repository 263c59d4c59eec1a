import type { Text } from "../base/text.js";
import { Argument, type Command, Option } from "./commander.js";
import { invalidArgumentText } from "./invalid-argument.js";

/** A value that a parser would not take, and why. */
interface Refusal {
  readonly value: string;
  readonly why: Text;
}

/** An option whose description is a text, worded when help is printed. */
export class DescribedOption extends Option {
  readonly text: Text;
  /** May be given several times, so that a config file may have a list for it. */
  isList = false;
  /** What help calls its default value; where absent, the value itself. */
  defaultText: Text | undefined;
  /** Of the last value, by its parser. */
  refusal: Refusal | undefined;

  constructor(flags: string, text: Text) {
    super(flags, text.in("en"));
    this.text = text;
  }

  override argParser<T>(parse: (value: string, previous: T) => T): this {
    return super.argParser(noting(this, parse));
  }

  /** As `default` with a description: "(default: none)". */
  defaultsTo(value: unknown, text: Text): this {
    this.defaultText = text;
    return this.default(value, text.in("en"));
  }
}

/** The same for an argument. */
export class DescribedArgument extends Argument {
  readonly text: Text;
  refusal: Refusal | undefined;

  constructor(name: string, text: Text) {
    super(name, text.in("en"));
    this.text = text;
  }

  override argParser<T>(parse: (value: string, previous: T) => T): this {
    return super.argParser(noting(this, parse));
  }
}

export const argument = (name: string, text: Text): DescribedArgument =>
  new DescribedArgument(name, text);

/** Commander keeps of a refusal only its English. */
function noting<T>(
  target: { refusal: Refusal | undefined },
  parse: (value: string, previous: T) => T,
): (value: string, previous: T) => T {
  return (value, previous) => {
    try {
      return parse(value, previous);
    } catch (error) {
      target.refusal = { value, why: invalidArgumentText(error) };
      throw error;
    }
  };
}

const descriptions = new WeakMap<Command, Text>();

/** Says what a command does. */
export function describe(command: Command, text: Text): Command {
  descriptions.set(command, text);
  return command.description(text.in("en"));
}

/** Undefined for what Commander adds itself. */
export const descriptionOf = (command: Command): Text | undefined => descriptions.get(command);
