"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { cellProblemWords, fieldProblem } from "@/messages/zh-CN";
import type { productClasses } from "@/server/catalog/catalog.schema";
import { type CellProblem, contentFromSheets } from "@/server/catalog/content-import.rules";
import { type Exported, sheetsOf } from "@/server/catalog/content-sheet.rules";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { UnreadableFile } from "../patterns/table-file";
import { saveWorkbook, sheetsOfFile } from "../patterns/workbook-file";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { FilePicker } from "../ui/file-picker";
import { useEditor } from "./editor";

const MOST_SHOWN = 40;
const fileNameOf = (name: string) => `${name.replaceAll(/[\\/:*?"<>|]/g, "")}.xlsx`;

/** A product, or a draft as it is typed, as an Excel workbook. */
export function ExportContent({ name, products }: { name: string; products: readonly Exported[] }) {
  return <Button variant="ghost" onClick={() => void saveWorkbook(fileNameOf(name), sheetsOf(products))}>导出 XLSX</Button>;
}

/** All that is sold of a class as an Excel workbook. */
export function ExportClass({ productClass, name }: { productClass: (typeof productClasses)[number] | undefined; name: string }) {
  const [trpc, client] = [useTRPC(), useQueryClient()];
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setIsBusy(true);
    setError(null);
    await client.fetchQuery(trpc.catalogueDesk.export.queryOptions(productClass ? { productClass } : {})).then((products) => saveWorkbook(fileNameOf(name), sheetsOf(products)), setError);
    setIsBusy(false);
  };
  return (
    <div className="flex flex-col items-end gap-1">
      <Button variant="secondary" isBusy={isBusy} onClick={() => void save()}>导出{name}</Button>
      <FormProblem>{problemOf(error)?.words}</FormProblem>
    </div>
  );
}

const placeOf = ({ sheet, row, column }: CellProblem) => `“${sheet}”第 ${row} 行${column ? `，${column}` : ""}`;
const wordsOf = ({ code }: CellProblem) => cellProblemWords[code] ?? fieldProblem(code) ?? "";

/** SC12: fills the draft from a workbook, whole or not at all; what it says wrong is named by its cell. Nothing is saved before somebody saves it. */
export function ImportWorkbook({ code }: { code: string }) {
  const editor = useEditor();
  const [isOpen, setIsOpen] = useState(false);
  const [found, setFound] = useState<{ problems: CellProblem[] } | "unreadable" | "filled" | null>(null);
  async function take(file: File): Promise<void> {
    setFound(null);
    try {
      const { content, problems } = contentFromSheets(await sheetsOfFile(file), code, editor.content);
      if (problems.length > 0) return setFound({ problems });
      editor.change(content);
      setFound("filled");
      setIsOpen(false);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      setFound("unreadable");
    }
  }
  return (
    <Dialog title="从 XLSX 读入" text="用导出的文件修改后读入；读入后还没有保存，可以先核对。已发布的价格不变。标“英文”的列要写就写全，全部留空就是没有英文。" size="lg" isOpen={isOpen} onOpenChange={(next) => { setIsOpen(next); if (next) setFound(null); }} trigger={<Button variant="ghost">从 XLSX 读入</Button>}>
      <div className="flex flex-col gap-3">
        <Field label="选择 Excel 文件" hint="1 MB 以内" error={found === "unreadable" ? "这个文件打不开或太大，请用导出的文件修改" : undefined}>{(control) => <FilePicker {...control} accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" word="选择文件" onFile={(file) => void take(file)} />}</Field>
        {found !== null && typeof found === "object" && (
          <Alert tone="danger" role="alert" title={`${found.problems.length} 处有误，什么也没有读入`}>
            <ul className="list-disc pl-5">{found.problems.slice(0, MOST_SHOWN).map((problem, index) => <li key={index}>{placeOf(problem)}：{wordsOf(problem)}</li>)}</ul>
            {found.problems.length > MOST_SHOWN && <p>还有 {found.problems.length - MOST_SHOWN} 处。</p>}
          </Alert>
        )}
      </div>
    </Dialog>
  );
}
