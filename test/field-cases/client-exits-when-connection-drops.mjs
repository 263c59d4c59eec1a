// the process ends when the connection drops (NousResearch/hermes-agent#31367)
import { run } from "./client-base.mjs";

run({
  async forever() {
    await this.connect().catch((error) => console.error(String(error)));
    process.exit(1); // a supervisor starts it again
  },
});
