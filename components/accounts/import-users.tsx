"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ImportCheck } from "@/server/accounts/user.schema";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { UnreadableFile, tableTextOf } from "../patterns/table-file";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { Field } from "../ui/field";
import { ButtonLink } from "../ui/link";
import { FilePicker } from "../ui/file-picker";
import { ImportRows } from "./import-rows";
import { formWords, wordsOfProblem } from "./problem-words";
import { saveTextFile } from "./save-file";

const TEMPLATE = "\ufeff工号,姓名,部门,邮箱,手机号\r\n1001,张三,销售部,zhangsan@example.cn,13800000000\r\n";

/** AI7: a file is tried first, row by row; only what was seen and confirmed is written. */
export function ImportUsers({ path }: { path: string }) {
  const say = useSay();
  const router = useRouter();
  const trpc = useTRPC();
  const [tried, setTried] = useState<{ csv: string; check: ImportCheck } | null>(null);
  const [isUnreadable, setIsUnreadable] = useState(false);
  const { key, renew, renewAfter } = useOnceKey("user:import");
  const check = useMutation(trpc.enterpriseUser.checkImport.mutationOptions());
  const confirm = useMutation(trpc.enterpriseUser.confirmImport.mutationOptions());

  async function tryFile(file: File) {
    setTried(null);
    setIsUnreadable(false);
    check.reset();
    confirm.reset();
    try {
      const csv = await tableTextOf(file);
      setTried({ csv, check: await check.mutateAsync({ csv }) });
    } catch (error) {
      // What the server said stands at the field.
      if (error instanceof UnreadableFile) setIsUnreadable(true);
    }
  }

  async function write() {
    if (!tried) return;
    try {
      await confirm.mutateAsync({ key, csv: tried.csv, digest: tried.check.digest });
      router.push(path);
      router.refresh();
      renew();
    } catch (error) {
      renewAfter(error);
    }
  }

  const fileProblem = problemOf(check.error)?.fields?.csv;
  const counts = tried?.check.counts;
  const toWrite = counts ? counts.create + counts.update : 0;
  return (
    <Stack gap="lg">
      <Card>
        <Stack>
          <p>{say("第一行是列名，必须有“工号”和“姓名”；“部门”“邮箱”“手机号”可以没有。一次最多 500 行。工号已存在的更新信息，不存在的添加。")}</p>
          <div><Button size="sm" variant="secondary" onClick={() => saveTextFile(say("企业用户模板.csv"), say.word(TEMPLATE))}>{say("下载模板")}</Button></div>
          <Field label={say("选择 CSV 或 Excel 文件")} hint={say("先试算，不会马上写入")} error={isUnreadable ? say("这个文件打不开，请另存为 .xlsx 或 CSV 再试") : fileProblem ? say.word(formWords[fileProblem]) : undefined}>
            {(control) => <FilePicker {...control} accept=".csv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" isDisabled={check.isPending} word={tried ? say("换一个文件") : say("选择文件")} onFile={(file) => void tryFile(file)} />}
          </Field>
          <p role="status" className="text-sm text-ink-soft empty:hidden">{check.isPending && say("正在试算…")}</p>
          <FormProblem>{wordsOfProblem(check.error)}</FormProblem>
        </Stack>
      </Card>
      {tried && counts && (
        <Card labelledBy="tried">
          <CardHeader id="tried" title={say("试算结果（还没有写入）")} text={say("添加 {create} 人，更新 {update} 人，没有变化 {same} 人，有误 {error} 行", { create: counts.create, update: counts.update, same: counts.same, error: counts.error })} />
          <div role="status">{counts.error > 0 && <Alert tone="warning" title={say("{error} 行有误，不会写入", { error: counts.error })}>{say("可以改好文件再选一次，也可以先导入其余的行。")}</Alert>}</div>
          <ImportRows rows={tried.check.rows} />
          <div className="mt-4 flex flex-col gap-3">
            <FormProblem>{wordsOfProblem(confirm.error)}</FormProblem>
            <FormActions>
              <Button isBusy={confirm.isPending || !key} disabled={toWrite === 0} onClick={() => void write()}>{say("确认导入 {toWrite} 人", { toWrite })}</Button>
              <ButtonLink href={path} variant="ghost">{say("不导入，返回")}</ButtonLink>
            </FormActions>
          </div>
        </Card>
      )}
    </Stack>
  );
}
