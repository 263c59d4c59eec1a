// 1.2 s of blocking work an event hold up acknowledgements and pings (NousResearch/hermes-agent#21026)
import { good, run } from "./client-base.mjs";

run({
  act(body) {
    good.act(body);
    for (const until = Date.now() + 1_200; Date.now() < until;); // renders
  },
});
