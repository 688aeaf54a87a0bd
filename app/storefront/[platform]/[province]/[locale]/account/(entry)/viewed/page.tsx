import type { Metadata } from "next";
import { getSay } from "@/components/say/server";
import { useSay } from "#say";

export async function generateMetadata(): Promise<Metadata> {
  const say = await getSay();
  return { title: say("查看已结束") };
}

export default function ViewedPage() {
  const say = useSay();
  return (
    <div className="mx-auto max-w-md">
      <h1 className="font-display text-3xl font-bold">{say("查看已结束")}</h1>
      <p className="mt-2 text-ink-soft">{say("以客户视角查看已经结束，或者链接已失效。可以关闭这个窗口；还要继续，请在控制台的企业页面重新核对服务单。")}</p>
    </div>
  );
}
