import pc from "picocolors";

/** Where a command reads and writes. Data goes to `out`; progress, logs and errors go to `err`. */
export interface Terminal {
  /** Resolves when the text has been handed on, so that a slow reader slows the writer. */
  out(text: string): Promise<void>;
  err(text: string): void;
  /** Progress: like `err`, but silent with --quiet. */
  progress(text: string): void;
  /** A line that replaces itself on a terminal; nothing elsewhere and with --quiet. */
  live(text: string): void;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly isTerminal: boolean;
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly errColors: ReturnType<typeof pc.createColors>;
  quiet: boolean;
  readStdin(): Promise<Buffer>;
}

export function createTerminal(process: NodeJS.Process): Terminal {
  const colored = (stream: NodeJS.WriteStream): boolean =>
    !process.env["NO_COLOR"] && (Boolean(process.env["FORCE_COLOR"]) || stream.isTTY);
  exitQuietlyWhenReaderLeaves(process);
  let liveShown = false;

  function clearLive(): void {
    if (liveShown) process.stderr.write("\r\u001b[K");
    liveShown = false;
  }

  const terminal: Terminal = {
    out: (text) => {
      clearLive();
      return new Promise((resolve) => {
        if (process.stdout.write(text)) resolve();
        else process.stdout.once("drain", resolve);
      });
    },
    err: (text) => {
      clearLive();
      process.stderr.write(text);
    },
    progress: (text) => {
      if (!terminal.quiet) terminal.err(text);
    },
    live: (text) => {
      if (terminal.quiet || !process.stderr.isTTY) return;
      process.stderr.write(`\r\u001b[K${text}`);
      liveShown = true;
    },
    env: process.env,
    cwd: process.cwd(),
    isTerminal: process.stdout.isTTY,
    colors: pc.createColors(colored(process.stdout)),
    errColors: pc.createColors(colored(process.stderr)),
    quiet: false,
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
      return Buffer.concat(chunks);
    },
  };
  return terminal;
}

/** `mocklark generate | head` closes our stdout; that is no error. */
function exitQuietlyWhenReaderLeaves(process: NodeJS.Process): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
}
