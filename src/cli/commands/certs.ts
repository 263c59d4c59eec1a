import { join } from "node:path";
import { systemWallClock } from "../../base/clock.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { flag, listFlag } from "../options.js";
import { writeFiles } from "../write-files.js";
import { describe } from "../described.js";
import { certsTexts } from "../texts/certs-texts.js";

interface CertsFlags {
  readonly out: string;
  readonly host: readonly string[];
  readonly force?: boolean;
}

/** `mocklark certs`: what an https receiver or a wss gateway on this machine needs. */
export const registerCerts: RegisterCommand = (program, { terminal }, finish) => {
  describe(program.command("certs"), certsTexts("about"))
    .addOption(flag("--out <folder>", certsTexts("out")).default("."))
    .addOption(listFlag("--host <name>", certsTexts("host")))
    .addOption(flag("--force", certsTexts("force")))
    .action(async ({ out, host, force = false }: CertsFlags) => {
      const { createCertificates } = await import("../../wire/certificates.js");
      const { caPem, certPem, keyPem } = await createCertificates({
        nowMs: systemWallClock.now(),
        hosts: ["localhost", "127.0.0.1", "::1", ...host],
      });
      const files = [
        { name: "ca.pem", text: caPem },
        { name: "cert.pem", text: certPem },
        { name: "key.pem", text: keyPem, isSecret: true },
      ];
      await writeFiles(out, files, { overwrite: force });
      for (const { name } of files) await terminal.out(`${join(out, name)}\n`);
      terminal.progress(`${certsTexts("trust").in(terminal.language)}\n`);
      finish(exitCodes.ok);
    });
};
