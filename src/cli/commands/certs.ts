import { join } from "node:path";
import { systemWallClock } from "../../base/clock.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { flag, listFlag } from "../options.js";
import { writeFiles } from "../write-files.js";

interface CertsFlags {
  readonly out: string;
  readonly host: readonly string[];
  readonly force?: boolean;
}

/** `mocklark certs`: what an https receiver or a wss gateway on this machine needs. */
export const registerCerts: RegisterCommand = (program, { terminal }, finish) => {
  program
    .command("certs")
    .description("make a CA and a server certificate for localhost")
    .addOption(flag("--out <folder>", "where to write ca.pem, cert.pem and key.pem").default("."))
    .addOption(listFlag("--host <name>", "another host name or address (repeatable)"))
    .addOption(flag("--force", "overwrite certificates and keys that are there"))
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
      terminal.progress(
        "Trust ca.pem only for tests, for example with --ca or NODE_EXTRA_CA_CERTS.\n",
      );
      finish(exitCodes.ok);
    });
};
