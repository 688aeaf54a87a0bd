"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { isInvoiceNumber } from "@/server/fapiao/fapiao.rules";
import type { FapiaoView } from "@/server/fapiao/fapiao.schema";
import { formatFen } from "@/server/kernel/money";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { FilePicker } from "../ui/file-picker";
import { TextField } from "../ui/text-field";

const MAX_BYTES = 700_000;

async function asBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Registers what was issued in the tax authority's system: the number, and for a blue one its file. */
export function IssueDialog({ row, isRed }: { row: FapiaoView; isRed: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const [invoiceNumber, setInvoiceNumber] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { key, renew, renewAfter } = useOnceKey(`fapiao:issue:${row.id}:${row.version}`);
  const after = { onSuccess: () => { renew(); setIsOpen(false); refresh(); }, onError: renewAfter };
  const issue = useMutation(trpc.fapiaoDesk.issue.mutationOptions(after));
  const issueRed = useMutation(trpc.fapiaoDesk.issueRed.mutationOptions(after));
  const mutation = isRed ? issueRed : issue;
  const problem = problemOf(mutation.error);
  const fields = { ...problem?.fields, ...errors };
  const wordsOf = (name: string) => fieldProblem(fields[name]);
  const field = `invoice-${row.id}`;
  async function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const found: Record<string, string> = {};
    if (!isInvoiceNumber(invoiceNumber.trim())) found.invoiceNumber = "invoiceNumberWrong";
    if (file && file.size > MAX_BYTES) found.file = "fileTooLarge";
    setErrors(found);
    if (Object.keys(found).length > 0) return document.getElementById(found.invoiceNumber ? field : `${field}-file`)?.focus();
    const common = { key, fapiaoId: row.id, version: row.version, invoiceNumber: invoiceNumber.trim() };
    if (isRed) issueRed.mutate(common);
    else issue.mutate({ ...common, file: file ? await asBase64(file) : "" });
  }
  return (
    <Dialog title={isRed ? say("登记红字发票") : say("登记已开具的发票")} text={say("{titleName}，{gross}（税额 {tax}）", { titleName: row.titleName, gross: formatFen(row.grossFen), tax: formatFen(row.taxFen) })} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm">{isRed ? say("登记红字") : say("登记开具")}</Button>}>
      <form method="post" onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-(--stack)">
        <TextField id={field} label={say("发票号码")} hint={say("20 位数字")} inputMode="numeric" value={invoiceNumber} onChange={(event) => setInvoiceNumber(event.target.value)} error={wordsOf("invoiceNumber")} isRequired />
        {!isRed && (
          <Field id={`${field}-file`} label={say("发票文件（PDF，可不传）")} error={wordsOf("file")}>
            {(control) => (
              <span className="flex flex-wrap items-center gap-x-3">
                <FilePicker {...control} accept="application/pdf" word={file ? say("换一个文件") : say("选择文件")} onFile={setFile} />
                <span role="status" className="min-w-0 break-all text-ink-soft empty:hidden">{file?.name}</span>
              </span>
            )}
          </Field>
        )}
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={mutation.isPending}>{say("登记并通知客户")}</Button></div>
      </form>
    </Dialog>
  );
}
