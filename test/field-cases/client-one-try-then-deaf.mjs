// tries once more after a refusal, and then never again (NousResearch/hermes-agent#46561, #64712)
import { run, sleep } from "./client-base.mjs";

run({
  async forever() {
    for (let tries = 0; ; await sleep(1_000)) {
      if (tries > 1) break;
      await this.connect().then(
        () => (tries = 0),
        (error) => {
          tries++;
          console.error(String(error));
        },
      );
    }
    setInterval(() => {}, 60_000); // stays up, deaf
  },
});
