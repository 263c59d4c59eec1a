import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemWallClock } from "../../base/clock.js";
import { MocklarkError } from "../../base/errors.js";
import { fileProblem } from "../../base/file-problem.js";
import { makeDirectory } from "../../base/make-directory.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { flag, listFlag } from "../options.js";

interface CertsFlags {
  readonly out: string;
  readonly host: readonly string[];
}

/** `mocklark certs`: what an https receiver or a wss gateway on this machine needs. */
export const registerCerts: RegisterCommand = (program, { terminal }, finish) => {
  program
    .command("certs")
    .description("make a CA and a server certificate for localhost")
    .addOption(flag("--out <folder>", "where to write ca.pem, cert.pem and key.pem").default("."))
    .addOption(listFlag("--host <name>", "another host name or address (repeatable)"))
    .action(async ({ out, host }: CertsFlags) => {
      const { createCertificates } = await import("../../wire/certificates.js");
      const { caPem, certPem, keyPem } = await createCertificates({
        nowMs: systemWallClock.now(),
        hosts: ["localhost", "127.0.0.1", "::1", ...host],
      });
      try {
        await makeDirectory(out);
        await writeFile(join(out, "ca.pem"), caPem);
        await writeFile(join(out, "cert.pem"), certPem);
        await writeFile(join(out, "key.pem"), keyPem, { mode: 0o600 });
      } catch (error) {
        throw new MocklarkError("FILE", `Failed to write to ${out}: ${fileProblem(error)}.`, {
          remedy: "Name a folder you may write to after --out.",
          cause: error,
        });
      }
      for (const name of ["ca.pem", "cert.pem", "key.pem"])
        await terminal.out(`${join(out, name)}\n`);
      terminal.progress(
        "Trust ca.pem only for tests, for example with --ca or NODE_EXTRA_CA_CERTS.\n",
      );
      finish(exitCodes.ok);
    });
};
