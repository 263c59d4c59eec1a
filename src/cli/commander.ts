import type * as commander from "commander";
import { createRequire } from "node:module";

/*
 * Required, because Node looks through the text of a CommonJS package that is imported for the names it
 * exports before it runs it, which takes a thirtieth of a short command's time.
 */
export const { Argument, Command, CommanderError, Help, InvalidArgumentError, Option } =
  createRequire(import.meta.url)("commander") as typeof commander;

export type Argument = commander.Argument;
export type Command = commander.Command;
export type CommanderError = commander.CommanderError;
export type Help = commander.Help;
export type Option = commander.Option;
