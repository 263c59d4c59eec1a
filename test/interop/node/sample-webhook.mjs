// The documented Node sample for the event, by webhook. Mended: as printed it has no autoChallenge,
// so it fails url_verification; and a handler that throws, or a body that cannot be decrypted, ends
// the process, because nothing catches what adaptDefault rejects with.
import * as http from "node:http";
import * as lark from "@larksuiteoapi/node-sdk";
import { handleReserveConfigUpdated } from "./sample-handler.mjs";

const eventDispatcher = new lark.EventDispatcher({
  encryptKey: process.env.MOCKLARK_ENCRYPT_KEY ?? "",
  verificationToken: process.env.MOCKLARK_VERIFICATION_TOKEN ?? "",
}).register({ "vc.reserve_config.updated_v1": handleReserveConfigUpdated });

const answer = lark.adaptDefault("/webhook/event", eventDispatcher, { autoChallenge: true });

const server = http.createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error.message);
    response.writeHead(500).end();
  });
});

server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/webhook/event`);
});
