"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { StaffSecrets } from "./staff-secrets";

/** AI12: for someone who lost phone and recovery codes. */
export function ResetStaff({ staffId, name }: { staffId: string; name: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const reset = useMutation(useTRPC().staff.resetSignIn.mutationOptions({ onSuccess: () => refresh() }));
  const close = (next: boolean) => { setIsOpen(next); if (!next) reset.reset(); };
  return (
    <Dialog
      title={reset.data ? "已重置" : `重置 ${name} 的登录？`}
      text={reset.data ? undefined : "用于手机和备用码都丢失。密码、动态口令、备用码全部作废，登录立即结束；本人用新的初始密码重新设置。请先核实是本人。"}
      isOpen={isOpen} onOpenChange={close} isSticky={Boolean(reset.data)}
      trigger={<Button size="sm" variant="secondary">重置登录</Button>}
      actions={reset.data ? undefined : (
        <>
          <DialogClose><Button variant="secondary">不重置</Button></DialogClose>
          <Button variant="danger" isBusy={reset.isPending} onClick={() => reset.mutate({ staffId })}>确认重置</Button>
        </>
      )}
    >
      {reset.data && <StaffSecrets made={reset.data} />}
      <FormProblem>{problemOf(reset.error)?.words}</FormProblem>
    </Dialog>
  );
}
