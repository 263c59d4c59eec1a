import { connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { createGuardedLookup, type GuardedLookupOptions } from "./guarded-lookup.js";
import { assertHostAllowed } from "./target.js";

/** What TLS checks a server's certificate against. */
export interface TlsSettings {
  readonly ca?: string | Buffer;
  readonly rejectUnauthorized?: boolean;
}

export interface DialerOptions extends GuardedLookupOptions {
  readonly tls?: TlsSettings;
}

/** Where a connection leads; IPv6 without brackets. */
export interface Place {
  readonly host: string;
  readonly port: number;
  /** TLS; default plain TCP. */
  readonly secure?: boolean;
}

/** A connection that is being opened. */
export interface Dialed {
  readonly tcp: Socket;
  /** What is read and written: the TCP socket itself, or TLS over it. */
  readonly stream: Socket;
}

/** What opens connections. Nothing else in this project does, so nothing leads where nothing may be sent. */
export interface Dialer {
  readonly lookup: LookupFunction;
  /**
   * Opens a connection; a name that leads where it may not is an `error` of the stream.
   * @throws MocklarkError FORBIDDEN_TARGET for a host that is not allowed
   */
  dial(place: Place): Dialed;
}

/** A dialer for this machine, private networks and the hosts that are allowed besides. */
export function createDialer(options: DialerOptions = {}): Dialer {
  const lookup = createGuardedLookup(options);
  return {
    lookup,
    dial({ host, port, secure = false }) {
      // An address is not looked up, and there is no other place to stop it.
      assertHostAllowed(host, options);
      const tcp = connectTcp({ host, port, lookup, noDelay: true });
      if (!secure) return { tcp, stream: tcp };
      // Loaded here, because a start without https need not wait for it.
      const { connect: connectTls } = process.getBuiltinModule("node:tls");
      const servername = isIP(host) === 0 ? { servername: host } : {};
      return { tcp, stream: connectTls({ ...options.tls, ...servername, host, socket: tcp }) };
    },
  };
}
