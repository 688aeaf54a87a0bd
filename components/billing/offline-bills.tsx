"use client";

import { useMutation } from "@tanstack/react-query";
import { useSay } from "#say";
import { problemOf } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { type Whose, useOfflineBills } from "./use-offline-bills";

/** AX6: agrees, here and for this device alone, that the last bills are kept for times without a network. */
export function OfflineBills(whose: Whose) {
  const say = useSay();
  const { kept, keep, wipe } = useOfflineBills(whose);
  const store = useMutation({ mutationFn: keep });
  const remove = useMutation({ mutationFn: wipe });
  return (
    <Card as="section" labelledBy="offline-bills">
      <CardHeader id="offline-bills" title={say("没有网络时也能看")} text={kept ? say("最近 {bills} 张帐单的帐期、金额和状态保存在这台设备上，{value} 更新；退出登录或换人登录时自动删除。", { bills: String(kept.bills.length), value: say.instant(new Date(kept.at)) }) : say("把最近 6 张帐单的帐期、金额和状态保存在这台设备上，断网时只供查看。公用电脑请不要保存；退出登录时自动删除。")} />
      <Stack gap="sm">
        <div className="flex flex-wrap gap-3">
          <Button variant="secondary" isBusy={store.isPending} onClick={() => store.mutate()}>{kept ? say("现在更新") : say("保存到这台设备")}</Button>
          {kept && <Button variant="ghost" isBusy={remove.isPending} onClick={() => remove.mutate()}>{say("从这台设备删除")}</Button>}
        </div>
        <FormProblem>{problemOf(store.error)?.words}</FormProblem>
      </Stack>
    </Card>
  );
}
