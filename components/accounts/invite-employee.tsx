"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useSay } from "#say";
import { useOnceKey } from "../layout/once-key";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Button } from "../ui/button";

/** PR5: lets a person of the list sign in, by a mail to them. */
export function InviteEmployee({ userId, name, isAgain }: { userId: string; name: string; isAgain: boolean }) {
  const say = useSay();
  const { refresh } = useRouter();
  const { key, renew, renewAfter } = useOnceKey(`employee:${userId}`);
  const invite = useMutation(useTRPC().employee.invite.mutationOptions({ onSuccess: () => { renew(); refresh(); }, onError: renewAfter }));
  return (
    <>
      <Button size="sm" variant="ghost" isBusy={invite.isPending || !key} onClick={() => invite.mutate({ key, userId })}>{isAgain ? say("再次邀请") : say("邀请登录")}<span className="sr-only">{say("：{name}", { name })}</span></Button>
      <span role="status" className="text-sm text-success empty:hidden">{invite.isSuccess && (invite.data.isInvited ? say("邀请邮件已发出") : say("已关联现有登录"))}</span>
      <FormProblem>{problemOf(invite.error)?.words}</FormProblem>
    </>
  );
}
