"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { fieldWords } from "@/messages/zh-CN";
import { CreateApiClient, type MadeSecret } from "@/server/machine/client.schema";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { formField, showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { ScopeFields } from "./scope-fields";
import { SecretCard } from "./secret-card";

type Input = z.input<typeof CreateApiClient>;

/** IN6: a new client; its secret is shown once. */
export function CreateClient({ platformId }: { platformId: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<z.output<typeof MadeSecret> | null>(null);
  const { key, renew } = useOnceKey("apiClient:create");
  const form = useForm<Input, unknown, z.output<typeof CreateApiClient>>({ resolver: zodResolver(CreateApiClient), values: { key: key || crypto.randomUUID(), name: "", scopes: [], provinceIds: [] }, resetOptions: { keepDirtyValues: true } });
  const create = useMutation(useTRPC().apiClient.create.mutationOptions({
    onSuccess: (answer) => { renew(); setMade(answer); form.reset(); refresh(); },
    onError: (error) => { const refused = problemOf(error); if (refused?.fields) renew(); showFieldErrors(form, refused?.fields); },
  }));
  const problem = problemOf(create.error);
  return (
    <Dialog title={made ? "客户端已建立" : "新建接口客户端"} isOpen={isOpen} onOpenChange={(next) => { setIsOpen(next); if (!next) setMade(null); }} isSticky trigger={<Button>新建客户端</Button>}>
      {made ? (
        <SecretCard made={made} />
      ) : (
        <form method="post" onSubmit={form.handleSubmit((values) => create.mutate(values))} noValidate className="flex flex-col gap-3">
          <TextField label="系统名称" hint="例如 山东 97 综合营业系统" {...formField(form, "name", fieldWords)} />
          <ScopeFields form={form} platformId={platformId} />
          <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
          <div><Button type="submit" isBusy={create.isPending || !key}>建立</Button></div>
        </form>
      )}
    </Dialog>
  );
}
