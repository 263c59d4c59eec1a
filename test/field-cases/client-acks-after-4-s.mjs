// acknowledges after 4 s of work (m1heng/clawdbot-feishu#325, deepcoldy/botmux#111)
import { good, run, sleep } from "./client-base.mjs";

run({
  async handle(body, link) {
    await sleep(4_000); // the whole pipeline
    good.handle.call(this, body, link);
  },
});
