import type { Mock } from "./context";
import { work } from "./context";
import { settleIntent } from "./intents";
import { settleRefund } from "./refunds";
import { expireSession, followSettlement } from "./sessions";
import type { Settlement } from "../store/tables";

const beatMs = 100;

export type Clock = { sweep: () => void; settle: (ids: readonly string[] | null, outcome?: "succeeded" | "failed") => string[]; stop: () => void };

/** Ends what time ends: sessions by the mock's clock, money on its way by the wall clock. */
export function startClock(mock: Mock): Clock {
  const open = new Set(mock.store.all("sessions").filter((session) => session.status === "open").map((session) => session.id));
  const seen = { count: mock.store.all("sessions").length };

  function sweep(): void {
    const now = mock.settings.now().getTime() / 1000;
    const sessions = mock.store.all("sessions");
    for (const session of sessions.slice(seen.count)) open.add(session.id);
    seen.count = sessions.length;
    for (const id of open) {
      const session = mock.store.get("sessions", id);
      if (session?.status !== "open") open.delete(id);
      else if (session.expires_at <= now) work(mock, (unit) => expireSession(unit, session));
    }
  }

  function settle(ids: readonly string[] | null, outcome?: "succeeded" | "failed"): string[] {
    const chosen = mock.store.all("settlements").filter((row) => ids === null || ids.includes(row.id));
    for (const row of chosen) finish(mock, row, outcome ?? row.outcome);
    return chosen.map((row) => row.id);
  }

  const timer = setInterval(() => {
    sweep();
    const due = mock.store.all("settlements").filter((row) => row.dueAt !== null && row.dueAt <= Date.now());
    if (due.length > 0) settle(due.map((row) => row.id));
  }, beatMs);
  timer.unref();
  return { sweep, settle, stop: () => clearInterval(timer) };
}

function finish(mock: Mock, row: Settlement, outcome: "succeeded" | "failed"): void {
  work(mock, (unit) => {
    unit.remove("settlements", row.id);
    if (row.kind === "refund") {
      const refund = unit.get("refunds", row.id);
      const canEnd = refund?.status === "pending" || (refund?.status === "succeeded" && outcome === "failed");
      if (refund && canEnd) settleRefund(unit, refund, outcome);
      return;
    }
    const intent = unit.get("paymentIntents", row.id);
    if (intent?.status !== "processing") return;
    const ended = settleIntent(unit, intent, outcome);
    followSettlement(unit, ended.intent, ended.kind === "succeeded");
  });
}
