import type { Found, NamedSetting } from "./project.js";
import { findAll, firstOfEach, type SourceFile } from "./source-files.js";

/** How programs read a variable, in any of the languages; the first group that matches is its name. */
const reading = new RegExp(
  [
    String.raw`\b(?:process\.)?env\.([A-Z][A-Z0-9_]*)\b`,
    String.raw`\b(?:env|environ|getenv|Getenv|LookupEnv)(?:\.get|\.getOrDefault)?[([]\s*["'${"`"}]([A-Z][A-Z0-9_]*)["'${"`"}]`,
    String.raw`\b[cC]onfig\w*\.get(?:OrThrow)?(?:<\w+>)?\(\s*["'${"`"}]([A-Z][A-Z0-9_]*)["'${"`"}]`,
    // A function of the project's own, by a name that says so.
    String.raw`\b\w*[eE]nv\w*\(\s*["'${"`"}]([A-Z][A-Z0-9_]*)["'${"`"}]`,
    String.raw`\$\{([A-Z][A-Z0-9_]*)(?::[^}]*)?\}`,
  ].join("|"),
  "g",
);

/** const { PORT = 3000, LARK_ENCRYPT_KEY: key } = process.env */
const destructuring = /\{([^{}]*)\}\s*=\s*process\.env\b/g;

/** The variables that sources read, each where it is read first. */
export function variablesIn(sources: readonly SourceFile[]): Found<string>[] {
  const taken = findAll(sources, destructuring).flatMap(({ value, at }) =>
    value
      .split(",")
      .map((part) => /^\s*([A-Z][A-Z0-9_]*)/.exec(part)?.[1])
      .flatMap((name) => (name === undefined ? [] : [{ value: name, at }])),
  );
  return firstOfEach([...findAll(sources, reading), ...taken]);
}

const meanings: readonly (readonly [RegExp, NamedSetting["reference"]])[] = [
  [/ENCRYPT(?:ION)?_?KEY$/, "encrypt-key"],
  [/VERIF\w*_?TOKEN$/, "verification-token"],
  [/APP_?ID$/, "app-id"],
  [/APP_?SECRET$/, "app-secret"],
  [/TENANT_?KEY$/, "tenant-key"],
  [/(?:LARK|FEISHU)\w*_(?:DOMAIN|BASE_?URL|HOST)$/, "domain"],
  [/^(?:APP|SERVER|HTTP|LISTEN|WEB|SERVICE|BOT|WEBHOOK|LARK|FEISHU)_PORT$/, "port"],
];

/** Set by mocklark in any case, or by every system. */
const given =
  /^(?:MOCKLARK_\w+|PORT|HOST|RECEIVER_STATE|PATH|HOME|USER|PWD|TZ|LANG|CI|DEBUG|NODE_ENV|LOG_LEVEL)$/;

/** The variables that hold what mocklark knows. */
export function settingsAmong(variables: readonly Found<string>[]): NamedSetting[] {
  return variables.flatMap(({ value: name, at }) => {
    const reference = given.test(name) ? undefined : meaningOf(name);
    return reference === undefined ? [] : [{ name, reference, at }];
  });
}

const meaningOf = (name: string): NamedSetting["reference"] | undefined =>
  meanings.find(([pattern]) => pattern.test(name))?.[1];

/** The variables mocklark knows nothing of. */
export const othersAmong = (variables: readonly Found<string>[]): string[] =>
  variables
    .map(({ value }) => value)
    .filter((name) => !given.test(name) && meaningOf(name) === undefined);

/** const port = Number(process.env.ECHO_BOT_PORT), port := os.Getenv("…"), app.listen(process.env.…), ":" + os.Getenv("…") */
const ports = new RegExp(
  String.raw`(?:\b(?:port|PORT|\w+Port)\b\s*(?::\s*\w+\s*)?:?[:=]|\.[lL]isten\w*\(|ListenAndServe\(|":"\s*\+)[^;\n]{0,40}?(?:\benv\.|(?:[eE]nv\w*|environ)(?:\.get)?[([]\s*["'${"`"}])([A-Z][A-Z0-9_]*PORT)\b`,
  "g",
);

/** Where something else listens, which the receiver talks to or offers besides. */
const elsewhere =
  /(?:^|_)(?:DB|DATABASE|SQL|MYSQL|POSTGRES\w*|PG|MONGO\w*|REDIS|CACHE|SMTP|I?MAIL|MQ|RABBIT\w*|AMQP|KAFKA|NATS|PROXY|ELASTIC\w*|ES|METRICS?|PROMETHEUS|DEBUG|INSPECT\w*|ADMIN|GRPC)_?PORT$/;

/** The variable of another name than usual that a program takes for the port it listens on. */
export const portAmong = (sources: readonly SourceFile[]): Found<string> | undefined =>
  findAll(sources, ports).find(({ value }) => !elsewhere.test(value));
