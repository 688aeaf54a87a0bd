"use client";

import { useMutation } from "@tanstack/react-query";
import { formatInstant } from "@/server/kernel/calendar";
import { problemOf } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { type Whose, useOfflineBills } from "./use-offline-bills";

/** AX6: agrees, here and for this device alone, that the last bills are kept for times without a network. */
export function OfflineBills(whose: Whose) {
  const { kept, keep, wipe } = useOfflineBills(whose);
  const store = useMutation({ mutationFn: keep });
  const remove = useMutation({ mutationFn: wipe });
  return (
    <Card as="section" labelledBy="offline-bills">
      <CardHeader id="offline-bills" title="没有网络时也能看" text={kept ? `最近 ${String(kept.bills.length)} 张帐单的帐期、金额和状态保存在这台设备上，${formatInstant(new Date(kept.at))} 更新；退出登录或换人登录时自动删除。` : "把最近 6 张帐单的帐期、金额和状态保存在这台设备上，断网时只供查看。公用电脑请不要保存；退出登录时自动删除。"} />
      <Stack gap="sm">
        <div className="flex flex-wrap gap-3">
          <Button variant="secondary" isBusy={store.isPending} onClick={() => store.mutate()}>{kept ? "现在更新" : "保存到这台设备"}</Button>
          {kept && <Button variant="ghost" isBusy={remove.isPending} onClick={() => remove.mutate()}>从这台设备删除</Button>}
        </div>
        <FormProblem>{problemOf(store.error)?.words}</FormProblem>
      </Stack>
    </Card>
  );
}
