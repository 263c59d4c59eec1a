import { useEffect, useRef, useState } from "preact/hooks";
import type { DeliveryDetail, DeliverySummary } from "../../../console-state.js";
import { language } from "../../words.js";
import { call, problemOf, type SaidProblem } from "../../call.js";

interface Known {
  readonly id: string;
  readonly detail?: DeliveryDetail;
  readonly problem?: SaidProblem;
}

/** The delivery in full; asked for anew whenever its summary or the language changes, one question at a time. */
export function useDetail(id: string, summary: DeliverySummary | undefined): Omit<Known, "id"> {
  const [known, setKnown] = useState<Known>({ id });
  const asked = useRef({ id: "", isBusy: false, isStale: false });

  async function ask(): Promise<void> {
    const mine = asked.current;
    if (mine.isBusy) {
      mine.isStale = true;
      return;
    }
    mine.isBusy = true;
    mine.isStale = false;
    try {
      const detail = await call<DeliveryDetail>(
        "GET",
        `/deliveries/${encodeURIComponent(mine.id)}`,
      );
      if (asked.current === mine) setKnown({ id: mine.id, detail });
    } catch (error) {
      if (asked.current === mine) setKnown({ id: mine.id, problem: problemOf(error) });
    }
    mine.isBusy = false;
    if (asked.current === mine && mine.isStale) await ask();
  }

  useEffect(() => {
    if (asked.current.id !== id) asked.current = { id, isBusy: false, isStale: false };
    void ask();
  }, [id, summary, language.value]);

  return known.id === id ? known : {};
}
