import type { WallClock } from "../base/clock.js";
import type { Channel } from "../delivery/channel.js";
import { behindNetwork } from "../delivery/network-fault.js";

/** Puts the network, with its faults, between the simulator and a channel. */
export type NetworkOf = (channel: Channel, limits?: { readonly limitMs?: number }) => Channel;

/** Made once for each channel: a load run comes by tens of thousands of times a second. */
export function createNetworkOf(wall: WallClock): NetworkOf {
  const networks = new WeakMap<Channel, Channel>();
  return (channel, limits = {}) => {
    const known = networks.get(channel);
    if (known) return known;
    const network = behindNetwork(channel, { ...limits, wall });
    networks.set(channel, network);
    return network;
  };
}
