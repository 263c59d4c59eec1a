/** `opening` until it may get events; `frozen` while we play dead; `closing` once we have begun to end it. */
export type ConnectionState = "opening" | "online" | "frozen" | "closing" | "closed";

/** A snapshot of one client's connection. */
export interface ConnectionInfo {
  /** "connection-1", counted from the gateway's start. */
  readonly id: string;
  readonly appId: string;
  readonly deviceId: string;
  readonly remoteAddress: string;
  readonly state: ConnectionState;
  /** Unix milliseconds, real time. */
  readonly connectedAtMs: number;
  readonly pings: number;
  /** Unix milliseconds, real time; absent before the first ping. */
  readonly lastPingAtMs?: number;
  /** One that is split counts once. */
  readonly eventsPushed: number;
  readonly acks: number;
  readonly badFrames: number;
  /** Bytes accepted for it and not yet taken by the system. */
  readonly bufferedBytes: number;
  /** Events that wait until it has read more; each for as long as its budget lasts. */
  readonly eventsWaiting: number;
  /** Real milliseconds by which what goes to it is held back; 0 unless it is slowed. */
  readonly delayMs: number;
}
