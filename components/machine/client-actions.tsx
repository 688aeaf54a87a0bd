"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { type ApiClientView, EditApiClient, type MadeSecret } from "@/server/machine/client.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { showFieldErrors } from "../patterns/form-field";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Row } from "../ui/card";
import { Dialog } from "../ui/dialog";
import { ScopeFields } from "./scope-fields";
import { SecretCard } from "./secret-card";

type Client = z.output<typeof ApiClientView>;

/** IN6: what staff may do with a client. */
export function ClientActions({ client, platformId }: { client: Client; platformId: string }) {
  return (
    <Row>
      <EditScopes client={client} platformId={platformId} />
      <RotateSecret client={client} />
      <SuspendClient client={client} />
    </Row>
  );
}

function EditScopes({ client, platformId }: { client: Client; platformId: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { id, scopes, provinceIds } = client;
  const form = useForm<z.input<typeof EditApiClient>, unknown, z.output<typeof EditApiClient>>({ resolver: zodResolver(EditApiClient), values: { id, scopes, provinceIds } });
  const edit = useMutation(useTRPC().apiClient.edit.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); }, onError: (error) => { showFieldErrors(form, problemOf(error)?.fields); } }));
  const problem = problemOf(edit.error);
  return (
    <Dialog title={`${client.name}的权限`} text="下一次调用起生效。" isOpen={isOpen} onOpenChange={setIsOpen} isSticky trigger={<Button size="sm" variant="secondary">权限<span className="sr-only"> {client.name}</span></Button>}>
      <form method="post" onSubmit={form.handleSubmit((values) => edit.mutate(values))} noValidate className="flex flex-col gap-3">
        <ScopeFields form={form} platformId={platformId} />
        <FormProblem>{problem && !problem.fields ? problem.words : null}</FormProblem>
        <div><Button type="submit" isBusy={edit.isPending}>保存</Button></div>
      </form>
    </Dialog>
  );
}

function RotateSecret({ client }: { client: Client }) {
  const { refresh } = useRouter();
  const [made, setMade] = useState<z.output<typeof MadeSecret> | null>(null);
  const [isOldEnded, setIsOldEnded] = useState(false);
  const rotate = useMutation(useTRPC().apiClient.rotate.mutationOptions({ onSuccess: (answer) => { setMade(answer); refresh(); } }));
  return (
    <Dialog title={made ? "密钥已更换" : `更换${client.name}的密钥`} onOpenChange={(next) => { if (!next) { setMade(null); setIsOldEnded(false); } }} isSticky trigger={<Button size="sm" variant="secondary">更换密钥<span className="sr-only"> {client.name}</span></Button>}>
      {made ? (
        <SecretCard made={made} text={isOldEnded ? "旧密钥已经作废。" : "旧密钥还可以用 7 天，请在这之前换好。"} />
      ) : (
        <div className="flex flex-col gap-3">
          <p>新旧两个密钥可以同时使用 7 天，对方系统换好之前不会中断。</p>
          <label className="flex min-h-8 items-center gap-1.5"><input type="checkbox" checked={isOldEnded} onChange={(event) => setIsOldEnded(event.target.checked)} />旧密钥可能泄露，立即作废</label>
          <FormProblem>{problemOf(rotate.error)?.words}</FormProblem>
          <div><Button isBusy={rotate.isPending} onClick={() => rotate.mutate({ id: client.id, isOldEnded })}>更换</Button></div>
        </div>
      )}
    </Dialog>
  );
}

function SuspendClient({ client }: { client: Client }) {
  const { refresh } = useRouter();
  const trpc = useTRPC();
  const suspend = useMutation(trpc.apiClient.suspend.mutationOptions({ onSuccess: refresh }));
  const resume = useMutation(trpc.apiClient.resume.mutationOptions({ onSuccess: refresh }));
  const name = <span className="sr-only"> {client.name}</span>;
  return (
    <>
      {client.suspendedAt ? (
        <Button size="sm" variant="secondary" isBusy={resume.isPending} onClick={() => resume.mutate({ id: client.id })}>恢复{name}</Button>
      ) : (
        <Button size="sm" variant="secondary" isBusy={suspend.isPending} onClick={() => suspend.mutate({ id: client.id })}>停用{name}</Button>
      )}
      <FormProblem>{problemOf(suspend.error ?? resume.error)?.words}</FormProblem>
    </>
  );
}
