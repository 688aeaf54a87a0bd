"use client";

import { useState } from "react";
import { errorWords } from "@/messages/zh-CN";
import { PAPER_LIMIT_BYTES } from "@/server/accounts/opening.rules";
import type { PaperView } from "@/server/accounts/opening.schema";
import { dayOf } from "@/server/kernel/calendar";
import { useSay } from "#say";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/choice";
import { Field } from "../ui/field";
import { TextField } from "../ui/text-field";
import { TextAnchor } from "../ui/anchor";
import { Spinner } from "../ui/spinner";
import { FilePicker } from "../ui/file-picker";
import { accountWords } from "./words";

type Props = {
  kind: PaperView["kind"];
  label: string;
  hint: string;
  papers: readonly PaperView[];
  isLocked: boolean;
  error: string | undefined;
  id?: string;
  /** Of a request to become an account's owner: its secret (AI19). */
  recovery?: string;
  /** What is handed in stays: nothing can be taken out again. */
  isKept?: boolean;
  onChange: (added: { id: string; fileName: string } | null) => Promise<unknown>;
};

type Refusal = { app?: { code?: string; reasons?: string[] } };

async function refusalOf(response: Response): Promise<string> {
  const { app } = (await response.json().catch(() => ({}))) as Refusal;
  const reason = (app?.reasons ?? []).map((code) => (accountWords as Record<string, string>)[code]).find(Boolean);
  return reason ?? (errorWords as Record<string, string>)[app?.code ?? ""] ?? errorWords.UNEXPECTED;
}

const sizeWords = (bytes: number) => (bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);

/** One kind of paper: choose a file and it is stored at once; several pages are several files. */
export function PaperUpload({ kind, label, hint, papers, isLocked, error, id, recovery, isKept = false, onChange }: Props) {
  const say = useSay();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState<"upload" | "remove" | null>(null);
  // A licence says until when it holds, since it is asked for again at its end (AI4).
  const asksExpiry = kind === "licence" && !isLocked && recovery === undefined;
  const [lastDay, setLastDay] = useState("");
  const [isEndless, setIsEndless] = useState(false);
  const [dayProblem, setDayProblem] = useState<string | undefined>();
  const own = papers.filter((paper) => paper.kind === kind);

  async function run(kindOfWork: "upload" | "remove", work: () => Promise<Response>) {
    setBusy(kindOfWork);
    setProblem(null);
    try {
      const response = await work();
      if (response.ok) {
        // Read to its end, or the browser keeps the connection open for it.
        const text = await response.text();
        await onChange(kindOfWork === "upload" ? (JSON.parse(text) as { id: string; fileName: string }) : null);
      } else setProblem(await refusalOf(response));
    } catch {
      setProblem(say("网络不通，文件没有传上，请重试。"));
    }
    setBusy(null);
  }

  function upload(file: File) {
    setDayProblem(asksExpiry && !isEndless && lastDay === "" ? accountWords.expiryMissing : undefined);
    if (asksExpiry && !isEndless && lastDay === "") return document.getElementById(`${id ?? kind}-last-day`)?.focus();
    if (file.size > PAPER_LIMIT_BYTES) setProblem(accountWords.fileTooLarge);
    else {
      const body = new FormData();
      body.set("kind", kind);
      body.set("file", file);
      if (recovery !== undefined) body.set("recovery", recovery);
      if (asksExpiry) body.set("expiresOn", isEndless ? "none" : lastDay);
      void run("upload", () => fetch("/api/papers", { method: "POST", body }));
    }
  }

  return (
    <div className="rounded-md border border-line p-4">
      {asksExpiry && (
        <div className="mb-4 grid items-end gap-x-6 gap-y-2 sm:grid-cols-2">
          <TextField id={`${id ?? kind}-last-day`} type="date" label={say("执照有效期至")} value={isEndless ? "" : lastDay} disabled={isEndless} error={dayProblem} onChange={(event) => { setLastDay(event.target.value); setDayProblem(undefined); }} />
          <Checkbox label={say("执照上写的是“长期”")} checked={isEndless} onChange={(event) => { setIsEndless(event.target.checked); setDayProblem(undefined); }} />
        </div>
      )}
      {isLocked ? (
        <p className="font-medium">{label}</p>
      ) : (
        <Field {...(id ? { id } : {})} label={label} hint={hint} error={problem ?? (own.length === 0 ? error : undefined)} isRequired={kind !== "other"}>
          {(control) => <FilePicker {...control} accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg" isDisabled={busy !== null} word={own.length > 0 ? say("再传一份") : say("选择文件")} onFile={upload} />}
        </Field>
      )}
      <div role="status" className="mt-1 text-sm text-ink-soft empty:hidden">{busy === "upload" && <Spinner label={say("正在上传…")} />}</div>
      {own.length > 0 && (
        <ul className="mt-3 flex flex-col gap-2" aria-label={say("已上传的{label}", { label })}>
          {own.map((paper) => (
            <li key={paper.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
              <span className="min-w-0">
                {recovery === undefined ? <TextAnchor href={`/api/papers/${paper.id}`}>{paper.fileName}</TextAnchor> : paper.fileName}
                <span className="figures ml-2 text-ink-faint">{sizeWords(paper.sizeBytes)}</span>
                {kind === "licence" && recovery === undefined && <span className="ml-2 text-ink-faint">{say("有效期：")}{paper.expiresOn ? say.day(dayOf(paper.expiresOn)) : say("长期")}</span>}
              </span>
              {!isLocked && !isKept && (
                <Button size="sm" variant="ghost" aria-label={say("删除 {fileName}", { fileName: paper.fileName })} isBusy={busy === "remove"} onClick={() => void run("remove", () => fetch(`/api/papers/${paper.id}`, { method: "DELETE" }))}>
                  {say("删除")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
