import autocannon from "autocannon";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, request } from "undici";
import { createReceiver } from "../receivers/express.mjs";
import { app } from "./bench-app.js";
import type { Comparison } from "./comparison.js";
import { type Contestant, quantile, runInTurns } from "./paired-rounds.js";
import { atLeast, megabytes, perSecond } from "./table.js";
import type { Serving, ServeTask } from "./tenant-server.js";
import { startWorker, type Worker } from "./worker.js";

const reserveConfig = "/open-apis/vc/v1/reserve_configs";

/** Changes of limits per second, against express saying the same thing to everybody. */
export const tenantPatch: Comparison = {
  name: "tenant-patch",
  run: ({ quick }) =>
    withServers(async ({ bare, tenant }) => {
      const count = quick ? 1_000 : 4_000;
      const receiver = await openRawReceiver();
      try {
        const silent = await tenant.call<Serving>("tenant", {} satisfies ServeTask);
        const telling = await tenant.call<Serving>("tenant", { requestUrl: receiver.url });
        const turns = await runInTurns(
          [
            await patching(
              "express",
              { ...silent, url: await bare.call<string>("express") },
              count,
            ),
            await patching("validated", silent, count),
            await patching("delivered", telling, count),
          ],
          quick ? 5 : 11,
        );
        const validated = turns.ratio("validated", "express");
        return [
          {
            what: "PATCH reserve_configs, validated and changed, against express answering a static JSON",
            figure: perSecond(turns.rate("validated")),
            ratio: validated,
            goal: atLeast(validated, 0.5),
          },
          {
            what: "... with every event delivered to a node:http receiver meanwhile",
            figure: perSecond(turns.rate("delivered")),
            ratio: turns.ratio("delivered", "express"),
          },
        ];
      } finally {
        receiver.server.close();
      }
    }),
};

/** From the call to the event's arrival at a receiver that verifies it. */
export const tenantEvent: Comparison = {
  name: "tenant-event",
  run: ({ quick }) =>
    withServers(async ({ tenant }) => {
      const arrivals = createArrivals();
      const receiver = await listen(
        createServer((incoming, response) => {
          arrivals.take();
          verifying(incoming, response);
        }),
      );
      const agent = new Agent();
      try {
        const serving = await tenant.call<Serving>("tenant", { requestUrl: receiver.url });
        const token = await tokenOf(serving.url);
        const times: number[] = [];
        for (let turn = 0; turn < (quick ? 50 : 300); turn++) {
          const arrived = arrivals.next();
          const startedAt = performance.now();
          await patchOnce(serving, { token, turn, agent });
          times.push((await arrived) - startedAt);
        }
        const median = quantile(times, 0.5);
        const spread = `${quantile(times, 0.25).toFixed(1)}..${quantile(times, 0.75).toFixed(1)}, ${times.length} calls`;
        return [
          {
            what: "PATCH reserve_configs to the event at an Express receiver",
            figure: `${median.toFixed(1)} ms (${spread})`,
            goal: { text: "<= 10 ms", met: median <= 10 },
          },
        ];
      } finally {
        await agent.close();
        receiver.server.close();
      }
    }),
};

/** A tenant of a large company: how long until it answers, and what listing it costs in memory. */
export const tenantSize: Comparison = {
  name: "tenant-size",
  run: () =>
    withServers(async ({ tenant }) => {
      const serving = await tenant.call<Serving>("tenant", { rooms: 10_000, people: 50_000 });
      // The first time fills what is kept for good: compiled code and the index of the rooms.
      await listEveryRoom(serving.url);
      const before = await tenant.call<number>("heap");
      for (let turn = 0; turn < 3; turn++) await listEveryRoom(serving.url);
      const grownBytes = (await tenant.call<number>("heap")) - before;
      return [
        {
          what: "tenant of 10,000 rooms and 50,000 people, made up and answering",
          figure: `${serving.startMs.toFixed(0)} ms, ${megabytes(serving.heapBytes)}`,
          goal: { text: "< 1 s", met: serving.startMs < 1_000 },
        },
        {
          what: "... heap after its rooms were listed three times more, page by page",
          figure: `${(grownBytes / 1e6).toFixed(1)} MB more`,
          goal: { text: "<= 2 MB", met: grownBytes <= 2e6 },
        },
      ];
    }),
};

async function patching(name: string, serving: Serving, count: number): Promise<Contestant> {
  const token = name === "express" ? "t-none" : await tokenOf(serving.url);
  const { roomIds, ...names } = serving;
  return {
    name,
    async round() {
      const result = await autocannon({
        url: serving.url,
        connections: 10,
        amount: count,
        // It looks only this often (in ms) whether it is done.
        sampleInt: 20,
        requests: roomIds.map((roomId, index) => ({
          method: "PATCH",
          path: `${reserveConfig}/${roomId}`,
          headers: headersWith(token),
          body: changeBody(names, index),
        })),
      });
      if (result["2xx"] !== count) throw new Error(`only ${result["2xx"]} of ${count} were taken`);
      return count / result.duration;
    },
  };
}

const headersWith = (token: string) => ({
  authorization: `Bearer ${token}`,
  "content-type": "application/json; charset=utf-8",
});

/** All three blocks, as a program that knows what it wants sends them. */
const changeBody = (
  { approverId, departmentId }: Pick<Serving, "approverId" | "departmentId">,
  turn: number,
): string =>
  JSON.stringify({
    scope_type: "2",
    approval_config: {
      approval_switch: 1,
      approval_condition: 1,
      meeting_duration: 1 + (turn % 8),
      approvers: [{ user_id: approverId }],
    },
    time_config: {
      time_switch: 1,
      days_in_advance: 30 + (turn % 30),
      opening_hour: "28800",
      start_time: "28800",
      end_time: "72000",
      max_duration: 2,
    },
    reserve_scope_config: {
      allow_all_users: 0,
      allow_users: [{ user_id: approverId }],
      allow_depts: [{ department_id: departmentId }],
    },
  });

async function patchOnce(
  serving: Serving,
  { token, turn, agent }: { token: string; turn: number; agent: Agent },
): Promise<void> {
  const roomId = serving.roomIds[turn % serving.roomIds.length] ?? "";
  const { statusCode, body } = await request(`${serving.url}${reserveConfig}/${roomId}`, {
    method: "PATCH",
    headers: headersWith(token),
    body: changeBody(serving, turn),
    dispatcher: agent,
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`a change was answered ${statusCode}: ${text}`);
}

async function tokenOf(url: string): Promise<string> {
  const { body } = await request(`${url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: "POST",
    body: JSON.stringify({ app_id: app.appId, app_secret: app.appSecret }),
  });
  return ((await body.json()) as { tenant_access_token: string }).tenant_access_token;
}

interface RoomPage {
  readonly data: {
    readonly rooms: readonly unknown[];
    readonly has_more: boolean;
    readonly page_token?: string;
  };
}

/** Page by page, and all of them. */
async function listEveryRoom(url: string): Promise<void> {
  const headers = headersWith(await tokenOf(url));
  let listed = 0;
  let next = "";
  do {
    const { body } = await request(`${url}/open-apis/vc/v1/rooms?page_size=100${next}`, {
      headers,
    });
    const { data } = (await body.json()) as RoomPage;
    listed += data.rooms.length;
    next = data.has_more ? `&page_token=${data.page_token}` : "";
  } while (next !== "");
  if (listed !== 10_000) throw new Error(`${listed} rooms were listed, not 10,000`);
}

const verifying = createReceiver({
  encryptKey: app.encryptKey,
  verificationToken: app.verificationToken,
});

interface Arrivals {
  /** Resolves with the time of the next request. */
  next(): Promise<number>;
  take(): void;
}

function createArrivals(): Arrivals {
  let tell: (atMs: number) => void = () => {};
  return {
    next: () => new Promise((resolve) => (tell = resolve)),
    take: () => tell(performance.now()),
  };
}

const openRawReceiver = () =>
  listen(
    createServer((incoming: IncomingMessage, response) => {
      incoming.resume();
      incoming.on("end", () => response.end("{}"));
    }),
  );

function listen(server: Server): Promise<{ readonly server: Server; readonly url: string }> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({ server, url: `http://127.0.0.1:${port}/webhook/event` });
    });
  });
}

async function withServers<Result>(
  work: (servers: { bare: Worker; tenant: Worker }) => Promise<Result>,
): Promise<Result> {
  const bare = startWorker("tenant-server.js");
  const tenant = startWorker("tenant-server.js");
  try {
    return await work({ bare, tenant });
  } finally {
    await Promise.all([bare.stop(), tenant.stop()]);
  }
}
