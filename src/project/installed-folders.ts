/** Folders with what was installed, built or left by tools: nobody wrote by hand what is in them. */
export const installedFolders: ReadonlySet<string> = new Set([
  "node_modules",
  "bower_components",
  "vendor",
  "dist",
  "build",
  "out",
  "target",
  "coverage",
  "venv",
  "env",
  "__pycache__",
]);
