import { definedOnly } from "../../base/defined-only.js";
import { jsonText } from "../../base/json-text.js";
import { printable } from "../../base/printable.js";
import { withCutMarked } from "../../delivery/outcome.js";
import { tlsRemedyText } from "../../delivery/tls-remedy.js";
import type { UrlVerificationResult } from "../../delivery/verify-url.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  flag,
  integerFlag,
  readApp,
  readTls,
  type TargetFlags,
} from "../options.js";
import { argument, describe } from "../described.js";
import { wireTexts } from "../texts/wire-texts.js";
import { flagTexts } from "../texts/flag-texts.js";

interface VerifyUrlFlags extends AppFlags, TargetFlags {
  readonly seed?: number;
  readonly token?: string;
  readonly json?: boolean;
}

/** `mocklark verify-url`: what the developer console does when a request URL is saved. */
export const registerVerifyUrl: RegisterCommand = (program, { terminal }, finish) => {
  const command = addTargetOptions(addAppOptions(program.command("verify-url")));
  describe(command, wireTexts("verify-url"))
    .addArgument(argument("<url>", flagTexts("url")))
    .addOption(integerFlag("--seed <n>", wireTexts("challenge-seed")))
    .addOption(flag("--token <token>", wireTexts("token")))
    .addOption(flag("--json", flagTexts("json-object")))
    .action(async (url: string, flags: VerifyUrlFlags) => {
      const { createSimulator } = await import("../../simulator/simulator.js");
      const { urlVerificationText } = await import("../../delivery/verify-url.js");
      const simulator = createSimulator({
        app: readApp(flags),
        tls: readTls(flags),
        allowHosts: flags.allowHost,
        ...definedOnly({ seed: flags.seed }),
      });
      const result = await simulator.verifyUrl({ to: url, ...definedOnly({ token: flags.token }) });
      await simulator.close();
      const text = flags.json
        ? writeAsJson(result)
        : printable(urlVerificationText(result).in(terminal.language));
      const paint = result.verified || flags.json ? String : terminal.colors.red;
      await terminal.out(`${paint(text)}\n`);
      const remedy = tlsRemedyText(result.outcome);
      if (remedy !== undefined) terminal.err(`${remedy.in(terminal.language)}\n`);
      const { isUnreachable } = await import("../../simulator/push-many.js");
      if (result.verified) finish(exitCodes.ok);
      else finish(isUnreachable(result.outcome.kind) ? exitCodes.environment : exitCodes.failed);
    });
};

/** The body as text: as a list of bytes nobody could read it, and no mask find a token in it. */
function writeAsJson({ request, ...result }: UrlVerificationResult): string {
  return jsonText({
    ...result,
    outcome: withCutMarked(result.outcome),
    request: { ...request, body: request.body.toString("utf8") },
  });
}
