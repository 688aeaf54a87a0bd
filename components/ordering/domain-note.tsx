"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { factProblem } from "@/server/ordering/order.rules";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";

const words = {
  mailReady: "域名已查到，现有邮件服务器会在开通时一起核对。",
  noMail: "域名已查到，还没有邮件服务器记录；开通后我们协助设置。",
  notFound: "公网上查不到这个域名，请检查拼写；还没有注册的域名可以先提交，审核时会与您联系。",
  unknown: "暂时无法查询这个域名，审核人员会核对。",
} as const;

/**
 * OR19: what the name servers say of the domain being typed, told before anything is sent and never in the way: its lines are kept free,
 * or it would move what the reader is just clicking on when the field is left.
 */
export function DomainNote({ domain }: { domain: string }) {
  const say = useSay();
  const settled = useDeferredValue(domain.trim().toLowerCase());
  const isWhole = factProblem("mailDomain", settled) === null;
  const { data, isFetching } = useQuery(useTRPC().order.checkDomain.queryOptions({ domain: settled }, { enabled: isWhole, retry: false, staleTime: 60_000 }));
  return (
    <p role="status" className="-mt-2 min-h-[3em] text-[0.875em] text-ink-soft sm:min-h-[1.5em]">
      {!isWhole ? null : isFetching ? say("正在查询域名…") : data ? say.word(words[data.state]) : null}
    </p>
  );
}
