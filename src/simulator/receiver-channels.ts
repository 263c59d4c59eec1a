import type { WallClock } from "../base/clock.js";
import type { Channel } from "../delivery/channel.js";
import { behindNetwork } from "../delivery/network-fault.js";
import type { AppSender } from "./app-sender.js";
import type { Receiver, ReceiverTargets } from "./receiver-target.js";

/** The ways to receivers, each with the network and its faults in between. */
export interface ReceiverChannels {
  /** For what is sent by this app; a promise for a receiver that has to be put on a port first. */
  to(receiver: Receiver | Channel, sender: AppSender): Channel | Promise<Channel>;
  /** @throws MocklarkError when the URL is none, or leads where nothing may be sent */
  at(url: string, sender: AppSender): Channel;
  behindNetwork(channel: Channel): Channel;
}

export function createReceiverChannels({
  targets,
  wall,
  isDown,
}: {
  readonly targets: ReceiverTargets;
  readonly wall: WallClock;
  /** Whether the network is down at present. */
  readonly isDown: () => boolean;
}): ReceiverChannels {
  /** Made once for each channel: a load run comes by tens of thousands of times a second. */
  const networks = new WeakMap<Channel, Channel>();

  function networkTo(channel: Channel, limits: { readonly limitMs?: number } = {}): Channel {
    const known = networks.get(channel);
    if (known) return known;
    const network = behindNetwork(channel, { ...limits, wall, isDown });
    networks.set(channel, network);
    return network;
  }

  function at(url: string, sender: AppSender): Channel {
    const webhook = sender.webhookAt(url);
    return networkTo(webhook, { limitMs: webhook.limits.totalMs });
  }

  return {
    to(receiver, sender) {
      if (isChannel(receiver)) return networkTo(receiver);
      const url = targets.urlOf(receiver);
      return typeof url === "string" ? at(url, sender) : url.then((its) => at(its, sender));
    },
    at,
    behindNetwork: (channel) => networkTo(channel),
  };
}

function isChannel(to: Receiver | Channel): to is Channel {
  // Callers without types may pass null.
  return typeof to === "object" && (to as object | null) !== null && "attempt" in to;
}
