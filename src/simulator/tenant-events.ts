import { MocklarkError, textOf } from "../base/errors.js";
import type { Submission } from "../delivery/dispatcher.js";
import type { Emission } from "../tenant/tenant-record.js";
import type { Tenant } from "../tenant/tenant.js";
import { closedError } from "./closed-error.js";
import { simulatorTexts } from "./simulator-texts.js";

export interface TenantEventsOptions {
  readonly tenant: Tenant;
  /** Takes an event to its app; undefined when Feishu has no way to that app. */
  readonly submit: (emission: Emission) => Promise<Submission | undefined>;
  /** Told why an event could not be sent at all. Default: a process warning, once for each reason. */
  readonly onTrouble?: (error: MocklarkError) => void;
}

/** Takes the events of a tenant's changes to their apps. */
export interface TenantEvents {
  /** Resolves when every event that was handed over so far is taken on. */
  settled(): Promise<void>;
  /** Takes no more: what comes from now on stays with the tenant. */
  stop(): void;
}

export function deliverTenantEvents({
  tenant,
  submit,
  onTrouble = warnOnce(),
}: TenantEventsOptions): TenantEvents {
  const underWay = new Set<Promise<void>>();
  let stopped = false;

  const tell = (error: unknown): void =>
    onTrouble(error instanceof MocklarkError ? error : failed(error));

  async function take(emission: Emission): Promise<void> {
    if (stopped) throw closedError("deliver-event");
    const submission = await submit(emission);
    if (!submission) {
      tell(noWay(emission.appId));
      return;
    }
    submission.ended.catch((error: unknown) => {
      if (!stopped) tell(error);
    });
    await submission.accepted;
  }

  async function takeAndTell(emission: Emission): Promise<void> {
    try {
      await take(emission);
    } catch (error) {
      if (!stopped) tell(error);
      throw error;
    }
  }

  tenant.onEmission((emission) => {
    const taking = takeAndTell(emission);
    underWay.add(taking);
    const forget = (): void => void underWay.delete(taking);
    taking.then(forget, forget);
    return taking;
  });

  return {
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stop() {
      stopped = true;
    },
  };
}

/**
 * Only custom apps may use the long connection.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/event-subscription-guide/long-connection-mode
 */
const noWay = (appId: string): MocklarkError =>
  new MocklarkError("USAGE", simulatorTexts("store-app", { appId }), {
    remedy: simulatorTexts("set-request-url"),
  });

const failed = (error: unknown): MocklarkError =>
  new MocklarkError("USAGE", simulatorTexts("not-delivered", { why: textOf(error) }), {
    cause: error,
  });

function warnOnce(): (error: MocklarkError) => void {
  const told = new Set<string>();
  return ({ message, remedy = "" }) => {
    if (told.has(message)) return;
    told.add(message);
    process.emitWarning(`${message} ${remedy}`.trimEnd(), "MocklarkWarning");
  };
}
