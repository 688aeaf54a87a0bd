"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { seatFileWords } from "@/messages/zh-CN";
import type { SeatImportCheck } from "@/server/seats/seat-import.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { UnreadableFile, tableTextOf } from "../patterns/table-file";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { Field } from "../ui/field";
import { FilePicker } from "../ui/file-picker";
import { ButtonLink } from "../ui/link";
import { SeatRows } from "./seat-rows";

type Props = { productId: string; path: string };
type Tried = { csv: string; check: SeatImportCheck };

/** PC12: a file is tried first, row by row; only what was seen and confirmed is begun. */
export function ImportSeats({ productId, path }: Props) {
  const say = useSay();
  const router = useRouter();
  const trpc = useTRPC();
  const [tried, setTried] = useState<Tried | null>(null);
  const [isUnreadable, setIsUnreadable] = useState(false);
  const { key, renew, renewAfter } = useOnceKey(`seat:import:${productId}`);
  const check = useMutation(trpc.seat.checkImport.mutationOptions());
  const start = useMutation(trpc.seat.startImport.mutationOptions({ onSuccess: ({ importId }) => { renew(); router.push(`${path}/import?run=${importId}`); }, onError: renewAfter }));

  async function tryFile(file: File) {
    setTried(null);
    start.reset();
    check.reset();
    setIsUnreadable(false);
    try {
      const csv = await tableTextOf(file);
      setTried({ csv, check: await check.mutateAsync({ productId, csv }) });
    } catch (error) {
      if (error instanceof UnreadableFile) setIsUnreadable(true);
    }
  }

  const problem = problemOf(check.error);
  const counts = tried?.check.counts;
  const todo = counts ? counts.assign + counts.withdraw : 0;
  return (
    <Stack gap="lg">
      <Card>
        <Stack>
          <p>{say("第一行是列名，要有“工号”或“邮箱”；“席位”列填“分配”或“收回”，不填为分配。一次最多 500 行，CSV 或 Excel（.xlsx，读第一张表）都可以。")}</p>
          <Field label={say("选择 CSV 或 Excel 文件")} hint={say("先试算，不会马上办理")} error={isUnreadable ? say("这个文件打不开，请另存为 .xlsx 或 CSV 再试") : say.word(seatFileWords[problem?.fields?.csv ?? ""])}>
            {(control) => <FilePicker {...control} accept=".csv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" isDisabled={check.isPending} word={tried ? say("换一个文件") : say("选择文件")} onFile={(file) => void tryFile(file)} />}
          </Field>
          <p role="status" className="text-sm text-ink-soft empty:hidden">{check.isPending && say("正在试算…")}</p>
          <FormProblem>{problem?.fields ? null : problem?.words}</FormProblem>
        </Stack>
      </Card>
      {tried && counts && (
        <Card labelledBy="tried">
          <CardHeader id="tried" title={say("试算结果（还没有办理）")} text={say("分配 {assign} 个，收回 {withdraw} 个，没有变化 {same} 行，有误 {error} 行；办完后还剩 {freeAfter} 个席位", { assign: counts.assign, withdraw: counts.withdraw, same: counts.same, error: counts.error, freeAfter: tried.check.freeAfter })} />
          <div role="status">{counts.error > 0 && <Alert tone="warning" title={say("{error} 行有误，不会办理", { error: counts.error })}>{say("可以改好文件再选一次，也可以先办理其余的行。")}</Alert>}</div>
          <SeatRows rows={tried.check.rows} />
          <div className="mt-4 flex flex-col gap-3">
            <FormProblem>{problemOf(start.error)?.words}</FormProblem>
            <FormActions>
              <Button isBusy={start.isPending || start.isSuccess || !key} disabled={todo === 0} onClick={() => start.mutate({ key, productId, csv: tried.csv, digest: tried.check.digest })}>{say("确认办理 {todo} 个席位", { todo })}</Button>
              <ButtonLink href={path} variant="ghost">{say("不办理，返回")}</ButtonLink>
            </FormActions>
          </div>
        </Card>
      )}
    </Stack>
  );
}
