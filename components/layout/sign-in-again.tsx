"use client";

import { usePathname } from "next/navigation";
import { useSay } from "#say";
import { Alert } from "../ui/alert";
import { ButtonAnchor } from "../ui/button";

/** A sign-in that ended under an open form: the page stays with all that was typed, and signing in happens in a window beside it. */
export function SignInAgain() {
  const say = useSay();
  const account = /^(?:\/[a-z]{2})?\/account(?=\/|$)/.exec(usePathname())?.[0] ?? "";
  return (
    <div className="fixed inset-x-3 bottom-3 z-30 mx-auto max-w-xl shadow-float">
      <Alert role="alert" tone="warning" title={say("登录已失效，请重新登录")} actions={<ButtonAnchor size="sm" target="_blank" href={`${account}/login`}>{say("在新窗口登录")}</ButtonAnchor>}>
        {say("您填写的内容还在这一页。登录后回到这里，再提交一次。")}
      </Alert>
    </div>
  );
}
