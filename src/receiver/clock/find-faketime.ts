import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isFile } from "./is-file.js";

/** With locks around its state, which programs of several threads need. */
const names = ["libfaketimeMT.so.1", "libfaketime.so.1"] as const;

/** The path of libfaketime on Linux, or undefined where it is not installed. */
export async function findFaketime(): Promise<string | undefined> {
  const inFolders = names.flatMap((name) => folders().map((folder) => join(folder, name)));
  return inFolders.find(isFile) ?? (await linkerCache()).find(isFile);
}

/** Debian's multiarch folders, the usual others, and where its own installer puts it. */
function folders(): string[] {
  const roots = ["/usr/lib", "/usr/local/lib", "/usr/lib64", "/lib"];
  return roots.flatMap((root) => [
    join(root, "faketime"),
    ...entriesOf(root)
      .filter((entry) => entry.includes("-linux-"))
      .map((entry) => join(root, entry, "faketime")),
    root,
  ]);
}

/** What ldconfig knows. A line is "libfaketime.so.1 (libc6,x86-64) => /usr/lib64/…". */
function linkerCache(): Promise<string[]> {
  return new Promise((resolve) => {
    execFile("/sbin/ldconfig", ["-p"], { timeout: 5_000 }, (error, stdout) => {
      const paths = error ? [] : [...stdout.matchAll(/=> (\S*\/libfaketime\S*)$/gm)];
      const found = paths.map(([, path = ""]) => path);
      resolve(names.flatMap((name) => found.filter((path) => path.endsWith(`/${name}`))));
    });
  });
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
