"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { SessionView } from "@/server/accounts/security.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { wordsOfProblem } from "./problem-words";

/** AI14: where one is signed in, in words, and the end of any of them from its next request on. */
export function SessionList({ sessions }: { sessions: readonly SessionView[] }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [notice, setNotice] = useState("");
  const done = (words: string) => { setNotice(words); refresh(); };
  const revoke = useMutation(trpc.security.revoke.mutationOptions({ onSuccess: () => done(say("这个设备已退出登录。")) }));
  const revokeOthers = useMutation(trpc.security.revokeOthers.mutationOptions({ onSuccess: ({ ended }) => done(say("已退出 {ended} 个其他设备。", { ended })) }));
  const device = (session: SessionView) => session.device.split(" · ").map((word) => say.word(word)).join(" · ");
  const hasOthers = sessions.some((session) => !session.isCurrent);
  return (
    <Card as="section" labelledBy="sessions">
      <CardHeader id="sessions" title={say("登录中的设备")} text={say("退出后，该设备下一次操作就要重新登录。")} actions={hasOthers && <Button size="sm" variant="secondary" isBusy={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>{say("退出其他全部设备")}</Button>} />
      <p role="status" className="text-sm font-medium text-success empty:hidden">{notice}</p>
      <FormProblem>{wordsOfProblem(revoke.error ?? revokeOthers.error)}</FormProblem>
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {device(session)}
                {session.isCurrent && <Badge tone="success" hasDot>{say("当前设备")}</Badge>}
              </p>
              <p className="text-sm text-ink-soft">{say.word(session.place)} · {session.way === "" ? "" : say("用{way}", { way: session.way.split(" + ").map((way) => say.word(way)).join(" + ") })}{say("登录于 {createdAt} · 最近使用 {lastSeenAt}", { createdAt: say.instant(session.createdAt), lastSeenAt: say.instant(session.lastSeenAt) })}</p>
            </div>
            {!session.isCurrent && (
              <Button size="sm" variant="secondary" aria-label={say("退出登录：{device}，{place}", { device: device(session), place: say.word(session.place) })} isBusy={revoke.isPending && revoke.variables.sessionId === session.id} onClick={() => revoke.mutate({ sessionId: session.id })}>
                {say("退出登录")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
