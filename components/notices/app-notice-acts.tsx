"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { AppNoticeView } from "@/server/notifications/app-notice.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { ConfirmDialog } from "../patterns/confirm-dialog";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/link";

type Props = { notice: Pick<AppNoticeView, "id" | "version" | "reach" | "specificationName"> };

/** The second look before everybody is told. */
export function SendAppNotice({ notice: { id, version, reach, specificationName } }: Props) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const release = useMutation(useTRPC().appNoticeDesk.release.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  return (
    <>
      <ButtonLink href={`/app-notices/${id}/edit`} variant="secondary">修改</ButtonLink>
      <ConfirmDialog
        title={`发给 ${String(reach)} 位使用人？`} text={`${specificationName}的使用人会在消息中心看到，并按各自的设置收到邮件和推送。发送中可以停止，已经发出的收不回来。`} isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button disabled={reach === 0}>发送</Button>}
        act={`发给 ${String(reach)} 人`} leave="再看看" variant="primary" isBusy={release.isPending} problem={problemOf(release.error)?.words} onConfirm={() => release.mutate({ noticeId: id, version })}
      />
    </>
  );
}

export function StopAppNotice({ notice: { id } }: { notice: Pick<AppNoticeView, "id"> }) {
  const { refresh } = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const stop = useMutation(useTRPC().appNoticeDesk.stop.mutationOptions({ onSuccess: () => { setIsOpen(false); refresh(); } }));
  return (
    <ConfirmDialog
      title="停止发送？" text="还没有告知的人不再告知，已经告知的不受影响；停止后不能继续，需要时另写一条。" isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button variant="secondary">停止发送</Button>}
      act="停止发送" leave="继续发送" isBusy={stop.isPending} problem={problemOf(stop.error)?.words} onConfirm={() => stop.mutate({ noticeId: id })}
    />
  );
}
