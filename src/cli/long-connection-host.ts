import type { Clock } from "../base/clock.js";
import type { Channel } from "../delivery/channel.js";
import type { Gateway } from "../gateway/gateway.js";
import type { Simulator } from "../simulator/simulator.js";

/**
 * For `runScenario`'s `connect`: the gateway outlives the scenario and has another clock, so what is
 * pushed is taken note of in the scenario's own time.
 */
export function connectOver(gateway: Gateway, clock: Clock) {
  return ({ app }: Simulator): Promise<Channel> => {
    gateway.setApp(app);
    const channel = gateway.channel(app.appId);
    return Promise.resolve({
      ...channel,
      attempt: (input) => clock.track(channel.attempt(input)),
      close: () => Promise.resolve(),
    });
  };
}
