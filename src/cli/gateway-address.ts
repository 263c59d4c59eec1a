import type { GatewayAddress } from "../gateway/gateway.js";
import type { Terminal } from "./terminal.js";
import { checkTexts } from "./texts/check-texts.js";

/** For a client that somebody else starts: where to connect, and as whom. */
export function tellAddress(terminal: Terminal) {
  return ({ domain, appId, appSecret }: GatewayAddress): void => {
    terminal.err(
      `${checkTexts("start-client").in(terminal.language)}\n  MOCKLARK_DOMAIN=${domain}\n  MOCKLARK_APP_ID=${appId}\n  MOCKLARK_APP_SECRET=${appSecret}\n`,
    );
  };
}
