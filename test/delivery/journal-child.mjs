// A process with a journal, to be killed: goes on with what is owed, takes some events on, and reports
// on stdout what it knows to be on disk. Arguments: compiled sources, data folder, port, first event, count.
import { request } from "node:http";

const [, , sources, directory, port, first, count] = process.argv;
const load = (file) => import(`${sources}/${file}`);
const { createVirtualClock } = await load("base/clock.js");
const { createRandom } = await load("base/random.js");
const { createDispatcher } = await load("delivery/dispatcher.js");
const { openJournal } = await load("delivery/journal.js");

const clock = createVirtualClock({ autoAdvance: true });
// Small enough that the file is rewritten again and again, also while it is being killed.
const journal = await openJournal(directory, { clock, maxBytes: 8_000 });
const dispatcher = createDispatcher({ clock, random: createRandom(1), journal });

const channel = {
  kind: "webhook",
  target: `http://127.0.0.1:${port}/`,
  attempt: ({ event }) =>
    new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, method: "POST" }, (response) => {
        response.resume();
        const { statusCode: status } = response;
        const answer = { kind: "answered", status, headers: [], body: "", bodyTruncated: false };
        response.on("end", () => resolve({ outcome: { ...answer, durationMs: 1 } }));
      });
      sent.on("error", reject);
      sent.end(event.header.event_id);
    }),
  close: () => Promise.resolve(),
};

function eventNumbered(number) {
  const hex = number.toString(16).padStart(32, "0");
  return {
    schema: "2.0",
    header: {
      event_id: hex,
      event_type: "vc.reserve_config.updated_v1",
      create_time: "1700000000000",
    },
    event: { scope_id: `omm_${hex}`, scope_type: 2 },
  };
}

async function report({ delivery, accepted, ended }) {
  await accepted;
  process.stdout.write(`accepted ${delivery.eventId}\n`);
  const { status } = await ended;
  process.stdout.write(`${status} ${delivery.eventId}\n`);
}

const submissions = dispatcher.resume(() => channel);
for (let number = Number(first); number < Number(first) + Number(count); number++) {
  submissions.push(dispatcher.submit({ event: eventNumbered(number), channel }));
}
await Promise.all(submissions.map(report));
await dispatcher.close();
await journal.close();
