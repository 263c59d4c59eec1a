import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";

/** The app whose keys the receiver and the run share. */
export const app = createApp(
  { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" },
  createRandom(1),
);
