"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { fieldProblem } from "@/messages/zh-CN";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { textOf } from "../patterns/text-file";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Row } from "../ui/card";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { FilePicker } from "../ui/file-picker";
import { SelectField, TextField, TextareaField } from "../ui/text-field";

/** Line and serial numbers of a refused file, each with what is wrong. */
function linesOf(fields: Record<string, string> | undefined): string[] {
  return Object.entries(fields ?? {}).flatMap(([name, code]) => {
    const [kind, which] = name.split(/\.(.*)/);
    return kind === "line" ? [`第 ${which} 行：${fieldProblem(code)}`] : kind === "serial" ? [`流水 ${which}：${fieldProblem(code)}`] : [];
  });
}

/** BI4: hands in a bank's statement; the worker books its lines while this page refreshes. */
export function UploadStatement({ provinces }: { provinces: readonly { id: string; name: string }[] }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [provinceId, setProvinceId] = useState(provinces[0]?.id ?? "");
  const upload = useMutation(useTRPC().paymentDesk.uploadStatement.mutationOptions({ onSuccess: () => refresh() }));
  const problem = problemOf(upload.error);
  const lines = linesOf(problem?.fields);
  const take = async (file: File) => upload.mutate({ key: crypto.randomUUID(), provinceId, fileName: file.name, csv: await textOf(file) });
  return (
    <Dialog title="上传银行对账单" text="CSV 文件，列名有交易日期、流水号、对方户名、收入金额、附言。每笔流水只入账一次，重复上传没有影响。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button>上传对账单</Button>}>
      <div className="flex flex-col gap-(--stack)">
        {provinces.length > 1 && <SelectField label="省份" value={provinceId} onChange={(event) => setProvinceId(event.target.value)}>{provinces.map((province) => <option key={province.id} value={province.id}>{province.name}</option>)}</SelectField>}
        <Field label="选择 CSV 文件" hint="最多 2,000 行" error={fieldProblem(problem?.fields?.csv)}>
          {(control) => <FilePicker {...control} accept=".csv,text/csv,text/plain" isDisabled={upload.isPending} word={upload.isSuccess || upload.isError ? "换一个文件" : "选择文件"} onFile={(file) => void take(file)} />}
        </Field>
        <div role="status" className="flex flex-col gap-2">
          {upload.isPending && <p className="text-ink-soft">正在读取…</p>}
          {upload.data && <Alert tone="success" title={`收到 ${upload.data.taken} 笔`}>{upload.data.known > 0 ? `另有 ${upload.data.known} 笔以前已经上传过。` : ""}正在逐笔入账，不能自动认出的会列在“待认领”。</Alert>}
          {lines.length > 0 && <Alert tone="danger" title="文件没有入账，请改好再上传"><ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul></Alert>}
        </div>
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
      </div>
    </Dialog>
  );
}

type Decide = { lineId: string; serial: string; guessName: string };

/** BI4: whose the money is, or that it went back. */
export function DecideLine({ lineId, serial, guessName }: Decide) {
  const { refresh } = useRouter();
  const [open, setOpen] = useState<"assign" | "return" | null>(null);
  const [accountName, setAccountName] = useState(guessName);
  const [reason, setReason] = useState("");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { key, renew, renewAfter } = useOnceKey(`statement:${lineId}`);
  const done = { onSuccess: () => { renew(); setOpen(null); refresh(); }, onError: renewAfter };
  const trpc = useTRPC();
  const assign = useMutation(trpc.paymentDesk.assignLine.mutationOptions(done));
  const giveBack = useMutation(trpc.paymentDesk.returnLine.mutationOptions(done));
  const isAssign = open === "assign";
  const problem = problemOf(isAssign ? assign.error : giveBack.error);
  const errorOf = (name: string) => fieldProblem(errors[name] ?? problem?.fields?.[name]);
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found: Record<string, string> = {};
    if (isAssign && accountName.trim() === "") found.accountName = "accountsMissing";
    if (reason.trim().length < 4) found.reason = "textTooShort";
    setErrors(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(`line-${first}`)?.focus();
    if (isAssign) assign.mutate({ key, lineId, accountName, reason });
    else giveBack.mutate({ key, lineId, reason });
  };
  const form = (
    <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
      {isAssign && <TextField id="line-accountName" label="企业帐号" hint="钱记入这个帐号：先付待付帐单，余下存入余额" value={accountName} onChange={(event) => setAccountName(event.target.value)} error={errorOf("accountName")} isRequired />}
      <TextareaField id="line-reason" label={isAssign ? "怎样核实的" : "退回原因和银行回单号"} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} error={errorOf("reason")} isRequired />
      <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
      <div className="flex justify-end"><Button type="submit" variant={isAssign ? "primary" : "danger"} isBusy={assign.isPending || giveBack.isPending || !key}>{isAssign ? "确认认领" : "确认已退回"}</Button></div>
    </form>
  );
  const toggle = (which: "assign" | "return") => (isOpen: boolean) => setOpen(isOpen ? which : null);
  return (
    <Row>
      <Dialog title={`认领流水 ${serial}`} isOpen={isAssign} onOpenChange={toggle("assign")} isSticky trigger={<Button size="sm">认领</Button>}>{form}</Dialog>
      <Dialog title={`退回流水 ${serial}`} text="银行已把钱退回付款人之后再登记。" isOpen={open === "return"} onOpenChange={toggle("return")} isSticky trigger={<Button size="sm" variant="secondary">退回</Button>}>{form}</Dialog>
    </Row>
  );
}

type Account = { provinceId: string; provinceName: string; name: string; bank: string; number: string };

/** BI4: the account that a province's companies transfer to. */
export function EditCollection({ account }: { account: Account }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState({ name: account.name, bank: account.bank, number: account.number });
  const edit = useMutation(useTRPC().paymentDesk.editCollection.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  const problem = problemOf(edit.error);
  const bind = (name: keyof typeof typed) => ({ value: typed[name], onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }), error: fieldProblem(problem?.fields?.[name]), isRequired: true });
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    edit.mutate({ provinceId: account.provinceId, ...typed });
  };
  return (
    <Dialog title={`${account.provinceName}收款账户`} isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="secondary" aria-label={`修改${account.provinceName}收款账户`}>修改</Button>}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-(--stack)">
        <TextField label="户名" {...bind("name")} />
        <TextField label="开户行" {...bind("bank")} />
        <TextField label="帐号" inputMode="numeric" {...bind("number")} />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div className="flex justify-end"><Button type="submit" isBusy={edit.isPending}>保存</Button></div>
      </form>
    </Dialog>
  );
}
