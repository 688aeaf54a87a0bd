"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { fieldProblem, sealFindingWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { groupedHash } from "@/server/ordering/contract-document.rules";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Card, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { Field } from "../ui/field";
import { FilePicker } from "../ui/file-picker";
import { TextLink } from "../ui/link";

const MOST_BYTES = 700_000;

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** OR20: a clerk checks a contract that a customer brought. */
export function VerifyContract() {
  const [name, setName] = useState("");
  const [wrong, setWrong] = useState<string>();
  const check = useMutation(useTRPC().contractDesk.check.mutationOptions());
  const problem = problemOf(check.error);

  async function pick(file: File) {
    setName(file.name);
    check.reset();
    const found = file.size === 0 ? "fileWrong" : file.size > MOST_BYTES ? "fileTooLarge" : undefined;
    setWrong(found);
    if (!found) check.mutate({ file: base64Of(new Uint8Array(await file.arrayBuffer())) });
  }

  const found = check.data;
  return (
    <Stack>
      <Card>
        <Field label="合同文件" hint="PDF，最大 700 KB" error={fieldProblem(wrong ?? problem?.fields?.file)}>{(control) => <FilePicker {...control} accept="application/pdf" word={check.isPending ? "正在核对…" : "选择文件"} isDisabled={check.isPending} onFile={(file) => void pick(file)} />}</Field>
      </Card>
      <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
      <div role="status">
        {found && (
          <Stack>
            <Alert tone={sealFindingWords[found.finding].tone} title={sealFindingWords[found.finding].title}>{sealFindingWords[found.finding].text}</Alert>
            <Card>
              <DescriptionList
                items={[
                  { term: "文件", value: name },
                  ...(found.order ? [{ term: "订单", value: <TextLink href={`/customers/${found.order.customerId}`}>{found.order.number}</TextLink> }] : []),
                  ...(found.sealedAt ? [{ term: "签章时间", value: formatInstant(found.sealedAt) }] : []),
                  { term: "SHA-256", value: <span className="break-words">{groupedHash(found.sha256)}</span> },
                ]}
              />
            </Card>
          </Stack>
        )}
      </div>
    </Stack>
  );
}
