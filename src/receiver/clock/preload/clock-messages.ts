/** What goes over the clock's socket: one JSON value a line. */

/** To the receiver: so far ahead of the machine's clock its own is to stand, in all. */
export interface MoveMessage {
  readonly moveToMs: number;
}

/** From the receiver, first of all. */
export interface JoinMessage {
  readonly pid: number;
  /** 0 is the process's main thread. */
  readonly thread: number;
  /** The path of the program it runs. */
  readonly script: string;
}

/** From the receiver, when what fell due on the way has run. */
export interface MovedMessage {
  readonly movedToMs: number;
  /** Its Date.now(). */
  readonly nowMs: number;
}

/** From the receiver, before it connects to something. */
export interface ContactMessage {
  /** "127.0.0.1:6379", "localhost:6379" or a socket's path. */
  readonly contact: string;
}
