"use client";

import { useState } from "react";
import { errorWords, fieldProblem } from "@/messages/zh-CN";
import { pictureSrc } from "@/server/catalog/picture-address.rules";
import { PICTURE_LIMIT_BYTES, type PictureView } from "@/server/catalog/picture.schema";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { Field } from "../ui/field";
import { FilePicker } from "../ui/file-picker";
import { useEditor } from "./editor";
import { TextAt } from "./fields";

const MOST = 6;
type Answer = Partial<Omit<PictureView, "alt">> & { app?: { code: string; reasons?: string[] } };

/** What became of an upload: the picture, or words for why not. */
async function upload(file: File): Promise<Omit<PictureView, "alt"> | string> {
  if (file.size > PICTURE_LIMIT_BYTES) return fieldProblem("pictureTooLarge") ?? "";
  const body = new FormData();
  body.set("file", file);
  const answer = await fetch("/api/pictures", { method: "POST", body }).then((response) => response.json() as Promise<Answer>, () => null);
  if (!answer) return "网络不通或服务器没有答复，请检查网络后重试。";
  const { hash, width, height, app } = answer;
  if (hash && width && height) return { hash, width, height };
  return fieldProblem(app?.reasons?.[0]) ?? (errorWords as Record<string, string>)[app?.code ?? ""] ?? errorWords.UNEXPECTED;
}

/** SC12: a product's pictures, in the order of its page, each with words for those who do not see it. */
export function PicturesForm() {
  const editor = useEditor();
  const { pictures } = editor.content;
  const [state, setState] = useState<{ isBusy: boolean; problem?: string }>({ isBusy: false });
  const isLocked = editor.dutyProvinces !== null;
  async function take(file: File): Promise<void> {
    setState({ isBusy: true });
    const got = await upload(file);
    if (typeof got === "string") return setState({ isBusy: false, problem: got });
    setState({ isBusy: false, ...(pictures.some(({ hash }) => hash === got.hash) ? { problem: "这张图片已经在了" } : {}) });
    if (!pictures.some(({ hash }) => hash === got.hash)) editor.set("pictures", [...pictures, { ...got, alt: "" }]);
  }
  const swap = (index: number) => pictures.map((one, place) => (place === index - 1 ? pictures[index]! : place === index ? pictures[index - 1]! : one));
  return (
    <Card as="section" labelledBy="pictures-title">
      <CardHeader id="pictures-title" title="图片" text={`最多 ${MOST} 张，第一张最大。上传后重新生成，不保留拍摄地点等信息。`} />
      <ol className="flex flex-col gap-2">
        {pictures.map(({ hash, width, height, alt }, index) => (
          <li key={hash} className="grid items-start gap-3 rounded-md bg-sunken p-2.5 sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
            <img src={pictureSrc(hash, 640)} width={width} height={height} alt={alt || `第 ${index + 1} 张图片`} className="h-auto w-40 rounded-md border border-line" />
            <TextAt path={`pictures.${index}.alt`} label={`图片 ${index + 1} 的文字说明`} hint="给看不到图片的人读，例如：手机上审批请假单的界面" maxLength={120} isRequired />
            <div className="flex gap-1.5 sm:pt-7">
              <Button size="sm" variant="ghost" disabled={isLocked || index === 0} aria-label={`图片 ${index + 1} 上移`} onClick={() => editor.set("pictures", swap(index))}>上移</Button>
              <Button size="sm" variant="ghost" disabled={isLocked} aria-label={`删除图片 ${index + 1}`} onClick={() => editor.set("pictures", pictures.filter((one) => one.hash !== hash))}>删除</Button>
            </div>
          </li>
        ))}
      </ol>
      {!isLocked && pictures.length < MOST && (
        <div className="mt-3">
          <Field label="添加图片" hint="PNG、JPG 或 WebP，5 MB 以内，宽至少 320 像素" error={state.problem}>{(control) => <FilePicker {...control} accept="image/png,image/jpeg,image/webp" isDisabled={state.isBusy} word={state.isBusy ? "正在上传…" : "选择图片"} onFile={(file) => void take(file)} />}</Field>
        </div>
      )}
    </Card>
  );
}
