/** Compiled, never run: what a user's editor and compiler see of the library. */
import type { RequestListener, Server } from "node:http";
import { type Assertion, expectTypeOf } from "vitest";
import {
  checkReceiver,
  type CheckReceiverOptions,
  createSimulator,
  type createVirtualClock,
  type Delivery,
  type ErrorCode,
  type explainRequest,
  type MocklarkError,
  type Outcome,
  type parseCapturedRequest,
  type Report,
  type ReserveConfigEvent,
  type Simulator,
  type Verdict,
  validateEvent,
} from "../src/index.js";
import type { DescribeReceiverOptions } from "../src/vitest.js";

expectTypeOf(createSimulator()).toEqualTypeOf<Simulator>();
expectTypeOf<Simulator["push"]>().returns.resolves.toEqualTypeOf<Delivery>();
expectTypeOf<Parameters<Simulator["push"]>[0]["to"]>().extract<string>().toEqualTypeOf<string>();
expectTypeOf<Server>().toExtend<Parameters<Simulator["push"]>[0]["to"]>();
expectTypeOf<RequestListener>().toExtend<Parameters<Simulator["push"]>[0]["to"]>();
expectTypeOf(createSimulator().generate()).resolves.toEqualTypeOf<ReserveConfigEvent>();

expectTypeOf(checkReceiver).parameter(0).toEqualTypeOf<CheckReceiverOptions>();
expectTypeOf(checkReceiver).returns.resolves.toEqualTypeOf<Report>();
expectTypeOf<Report["summary"]>().toEqualTypeOf<Readonly<Record<Verdict | "known", number>>>();
expectTypeOf<CheckReceiverOptions["witness"]>().extract<string>().toEqualTypeOf<string>();
expectTypeOf<DescribeReceiverOptions>()
  .toHaveProperty("strict")
  .toEqualTypeOf<boolean | undefined>();

expectTypeOf<Extract<Outcome, { kind: "answered" }>["status"]>().toEqualTypeOf<number>();
expectTypeOf<ReserveConfigEvent["header"]["event_id"]>().toBeString();
expectTypeOf<ReserveConfigEvent["event"]["scope_type"]>().toEqualTypeOf<1 | 2>();
expectTypeOf(validateEvent).parameter(0).toBeUnknown();
expectTypeOf<ReturnType<typeof parseCapturedRequest>>().toExtend<
  Parameters<typeof explainRequest>[0]
>();
expectTypeOf<ReturnType<typeof createVirtualClock>["advance"]>()
  .parameter(0)
  .toEqualTypeOf<number | string>();
expectTypeOf<MocklarkError["code"]>().toEqualTypeOf<ErrorCode>();

// The matchers are known to `expect` as soon as mocklark/vitest has been imported.
declare const assertion: Assertion<Delivery>;
assertion.toBeDelivered();
assertion.not.toHaveBeenRejected();
assertion.toHaveTakenAttempts(2);
// @ts-expect-error -- a count, not a text
assertion.toHaveTakenAttempts("2");
// @ts-expect-error -- receivers are given under "target"
void checkReceiver({ url: "http://localhost" });
// @ts-expect-error -- an event needs somewhere to go
void createSimulator().push({});
