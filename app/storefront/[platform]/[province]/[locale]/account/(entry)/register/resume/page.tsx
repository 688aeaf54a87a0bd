import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { accountBase } from "@/server/platforms/paths";
import { getSay } from "@/components/say/server";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("继续开户申请") };
}

type Props = { params: Promise<{ platform: string; province: string }>; searchParams: Promise<{ token?: string | string[] }> };

/** Where a mail's link lands. Nothing happens before the button: a link alone must not put a browser into an application. */
export default async function ResumePage({ params, searchParams }: Props) {
  const say = await getSay();
  const base = accountBase(await params);
  const { token } = await searchParams;
  return (
    <div className="mx-auto max-w-prose">
      <h1 className="font-display text-3xl font-bold">{say("继续开户申请")}</h1>
      <p className="mt-2 mb-6 text-ink-soft">{say("您正从邮件里的链接打开开户申请。如果这封邮件不是您申请的，请关闭这个页面。")}</p>
      <form action={`${base}/register/session`} method="post">
        <input type="hidden" name="token" value={typeof token === "string" ? token : ""} />
        <Button type="submit" size="lg">{say("打开申请")}</Button>
      </form>
    </div>
  );
}
