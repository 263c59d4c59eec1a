import { numberFrom, type OptionTable, wholeNumberFrom } from "../base/option-check.js";

/** What the gateway puts up with; every bound is there so that no client can exhaust it. */
export interface GatewayLimits {
  /** Real milliseconds an event may take from push to acknowledgement. Feishu: 3 s. */
  readonly ackMs: number;
  /** Real milliseconds after which a connection that has not pinged is taken to be ready. */
  readonly readyMs: number;
  /** Connections per app. Feishu: 50. */
  readonly connectionsPerApp: number;
  /** TCP connections altogether; more are dropped on arrival. */
  readonly sockets: number;
  /** Real milliseconds a ticket stays good. */
  readonly ticketMs: number;
  /** Tickets not used yet; the oldest makes room. */
  readonly tickets: number;
  /** Largest message a client may send; a larger one closes its connection with 1009. */
  readonly inboundBytes: number;
  /** Messages of one connection that make no sense; then it is closed with 1008. */
  readonly badFrames: number;
  /** Bytes waiting for one slow client; events then wait for room within their budget. */
  readonly bufferedBytes: number;
  /** Largest payload of one frame; larger events are split. Some clients refuse 1 MiB. */
  readonly fragmentBytes: number;
  /** Real milliseconds between two fragments: some clients lose those that come closer together. */
  readonly fragmentGapMs: number;
  /** Characters of an acknowledgement's payload that are kept. */
  readonly ackBodyLength: number;
}

export const defaultGatewayLimits: GatewayLimits = {
  ackMs: 3_000,
  readyMs: 200,
  connectionsPerApp: 50,
  sockets: 1_000,
  ticketMs: 60_000,
  tickets: 1_000,
  inboundBytes: 1_048_576,
  badFrames: 100,
  bufferedBytes: 4_194_304,
  fragmentBytes: 900_000,
  fragmentGapMs: 50,
  ackBodyLength: 65_536,
};

export const gatewayLimitOptions: OptionTable<GatewayLimits> = {
  ackMs: numberFrom(1),
  readyMs: numberFrom(0),
  connectionsPerApp: wholeNumberFrom(0),
  sockets: wholeNumberFrom(1),
  ticketMs: numberFrom(0),
  tickets: wholeNumberFrom(1),
  inboundBytes: wholeNumberFrom(1),
  badFrames: wholeNumberFrom(0),
  bufferedBytes: wholeNumberFrom(0),
  fragmentBytes: wholeNumberFrom(1),
  fragmentGapMs: numberFrom(0),
  ackBodyLength: wholeNumberFrom(0),
};
