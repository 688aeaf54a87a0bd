"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { Button } from "../ui/button";

export function LeaveStaff({ staffId, name }: { staffId: string; name: string }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const leave = useMutation(useTRPC().staff.leave.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  return (
    <ConfirmDialog
      title={`${name} 离职？`} text="立即结束其登录，已领取的任务放回队列。不能恢复，再入职需重新建立。" isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button size="sm" variant="secondary">离职</Button>}
      act="确认离职" leave="不离职" isBusy={leave.isPending} problem={problemOf(leave.error)?.words} onConfirm={() => leave.mutate({ staffId })}
    />
  );
}
