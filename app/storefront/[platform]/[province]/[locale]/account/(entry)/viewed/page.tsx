import type { Metadata } from "next";

export const metadata: Metadata = { title: "查看已结束" };

export default function ViewedPage() {
  return (
    <div className="mx-auto max-w-md">
      <h1 className="font-display text-3xl font-bold">查看已结束</h1>
      <p className="mt-2 text-ink-soft">以客户视角查看已经结束，或者链接已失效。可以关闭这个窗口；还要继续，请在控制台的企业页面重新核对服务单。</p>
    </div>
  );
}
