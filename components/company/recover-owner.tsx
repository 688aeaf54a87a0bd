"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { RecoveryToken } from "@/server/company/recovery.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { SwitchedOff } from "../layout/switched-off";
import { Alert } from "../ui/alert";
import { Spinner } from "../ui/spinner";
import { RecoverBegin } from "./recover-begin";
import { RecoverConfirm } from "./recover-confirm";
import { RecoverPapers } from "./recover-papers";
import { RecoverStatus } from "./recover-status";

const KEPT = "recovery";
const listeners = new Set<() => void>();
const kept = () => sessionStorage.getItem(KEPT);
const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Holds a request's secret while the tab is open; null lets go of it. */
function keep(token: string | null): void {
  if (token) sessionStorage.setItem(KEPT, token);
  else sessionStorage.removeItem(KEPT);
  listeners.forEach((listener) => listener());
}

/** AI19: asks for the account of a company whose owner has left: who and why, two codes, papers, and how it stands. */
export function RecoverOwner({ base, isOffered, request }: { base: string; isOffered: boolean; request: string | null }) {
  const say = useSay();
  const trpc = useTRPC();
  const client = useQueryClient();
  const token = useSyncExternalStore<string | null | undefined>(listen, kept, () => undefined);
  useEffect(() => {
    if (!request) return;
    // The secret leaves the address bar, so that no screenshot and no history carries it.
    window.history.replaceState(null, "", `${base}/recover`);
    keep(request);
  }, [request, base]);
  const held = token && RecoveryToken.safeParse(token).success ? token : null;
  const query = trpc.ownerRecovery.mine.queryOptions({ token: held ?? "" }, { enabled: held !== null, retry: false });
  const { data, isLoading, error } = useQuery(query);
  const put = (view: NonNullable<typeof data>) => client.setQueryData(query.queryKey, view);
  const confirm = useMutation(trpc.ownerRecovery.confirm.mutationOptions({ onSuccess: put }));
  if (token === undefined || (held && isLoading)) return <Spinner label={say("正在读取…")} />;
  if (!held || error || !data) return <>{error && <div className="mb-5"><Alert tone="warning" title={say("这个链接已经失效")}>{say("请重新填写；提交过的申请，请用最近一封邮件里的链接。")}</Alert></div>}{isOffered ? <RecoverBegin base={base} onBegun={keep} /> : <SwitchedOff title={say("现在不能新申请")} />}</>;
  if (data.state !== "draft") return <RecoverStatus view={data} base={base} />;
  if (!data.isConfirmed) return <RecoverConfirm view={data} token={held} confirm={confirm} onAgain={() => keep(null)} />;
  return <RecoverPapers view={data} token={held} onView={put} onPapers={() => client.invalidateQueries({ queryKey: query.queryKey })} />;
}
