"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { billStateWords } from "@/messages/zh-CN";
import { dayOf, formatDay, formatMonth } from "@/server/kernel/calendar";
import { formatFen } from "@/server/kernel/money";
import { useTRPC } from "../layout/trpc-provider";
import { type KeptBills, keepBills, readKept, wipeBills } from "./offline-store";

const MOST = 6;
const FRESH_MS = 3_600_000;
export type Whose = { membershipId: string; company: string };

/** AX6: the last bills on this device, for whoever asked for them here; somebody else's are deleted as soon as these are not theirs. */
export function useOfflineBills({ membershipId, company }: Whose) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [kept, setKept] = useState<KeptBills | null>(null);
  const keep = useCallback(async () => {
    const { rows } = await queries.fetchQuery(trpc.bill.list.queryOptions({ tab: "all" }));
    const bills = rows.slice(0, MOST).map((row) => ({ period: formatMonth(dayOf(row.periodFrom)), total: formatFen(row.totalFen), open: row.state === "settled" ? "—" : formatFen(row.totalFen - row.paidFen), due: row.state === "settled" ? "—" : formatDay(dayOf(row.dueOn)), state: billStateWords[row.state].word }));
    const made = { membershipId, company, at: Date.now(), bills };
    await keepBills(made);
    setKept(made);
  }, [queries, trpc, membershipId, company]);
  const wipe = useCallback(async () => { await wipeBills(); setKept(null); }, []);
  useEffect(() => {
    let isOver = false;
    void readKept().then(async (found) => {
      if (isOver || !found) return;
      if (found.membershipId !== membershipId) return wipeBills();
      setKept(found);
      // A page without a network is no reason to lose what is there.
      if (Date.now() - found.at > FRESH_MS) await keep().catch(() => undefined);
    }).catch(() => undefined);
    return () => { isOver = true; };
  }, [membershipId, keep]);
  return { kept, keep, wipe };
}
