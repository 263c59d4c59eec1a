import { textOf } from "../base/errors.js";
import type { Text } from "../base/text.js";
import { InvalidArgumentError } from "./commander.js";

/** What a parser of a flag throws for a value it does not take. */
export class InvalidArgument extends InvalidArgumentError {
  readonly text: Text;

  constructor(text: Text) {
    super(text.in("en"));
    this.text = text;
  }
}

/** What such an error, or any other, says. */
export const invalidArgumentText = (error: unknown): Text =>
  error instanceof InvalidArgument ? error.text : textOf(error);
