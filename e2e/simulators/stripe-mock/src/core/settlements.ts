import { takeOne } from "../desk/switches";
import type { Settlement } from "../store/tables";
import type { Work } from "./context";

/** Notes that money is on its way; how it ends is decided now, so that a restart ends it the same way. */
export function scheduleSettlement(work: Work, kind: Settlement["kind"], id: string): void {
  const { switches } = work.mock;
  const waitMs = kind === "payment" ? switches.settleAfterMs : switches.refundAfterMs;
  const fails = takeOne(switches, kind === "payment" ? "settleFailNext" : "refundFailNext");
  work.put("settlements", { id, kind, dueAt: waitMs === 0 ? null : Date.now() + waitMs, outcome: fails ? "failed" : "succeeded" });
}
