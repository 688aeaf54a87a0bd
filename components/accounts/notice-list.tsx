"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { NoticeTopic } from "@/server/notifications/notice.rules";
import type { NoticeView } from "@/server/notifications/notice.schema";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { FormProblem } from "../patterns/form-layout";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, Stack } from "../ui/card";
import { noticeTopicWords } from "./notice-words";
import { wordsOfProblem } from "./problem-words";

/** NT8: one's notices; what is read on one device is read on all. */
export function NoticeList({ notices, base }: { notices: readonly NoticeView[]; base: string }) {
  const say = useSay();
  return (
    <Card isFlush>
      <ul className="divide-y divide-line" aria-label={say("消息")}>
        {notices.map((notice) => <Entry key={notice.id} notice={notice} link={notice.link ?? (notice.orderId ? { label: say("查看订单"), href: `${base}/orders/${notice.orderId}` } : null)} />)}
      </ul>
    </Card>
  );
}

function Entry({ notice: { id, title, text, topic, createdAt, isUnread }, link }: { notice: NoticeView; link: NoticeView["link"] }) {
  const say = useSay();
  const router = useRouter();
  const read = useMutation(useTRPC().notice.read.mutationOptions());
  async function open(href: string | null) {
    // Whether it could be marked or not, the way to what it is about stays open.
    if (isUnread) await read.mutateAsync({ noticeId: id }).catch(() => undefined);
    if (href) router.push(href);
    router.refresh();
  }
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-(--card-pad) py-4">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className={isUnread ? "font-semibold break-words" : "break-words"}>{title}</span>
          {isUnread && <Badge tone="accent">{say("未读")}</Badge>}
        </p>
        <p className="mt-1 text-[0.9375rem] break-words whitespace-pre-line text-ink-soft">{text}</p>
        <p className="mt-1.5 text-sm text-ink-faint">{topic ? `${say.word(noticeTopicWords[topic])} · ` : ""}{say.instant(createdAt)}</p>
        <FormProblem>{wordsOfProblem(read.error)}</FormProblem>
      </div>
      <div className="flex flex-wrap gap-2">
        {link && <Button size="sm" variant="secondary" aria-label={say("{linkLabel}：{title}", { linkLabel: link.label, title })} isBusy={read.isPending} onClick={() => open(link.href)}>{link.label}</Button>}
        {isUnread && <Button size="sm" variant="ghost" aria-label={say("标为已读：{title}", { title })} isBusy={read.isPending} onClick={() => open(null)}>{say("标为已读")}</Button>}
      </div>
    </li>
  );
}

/** Reads all of the filter that the page has shown. */
export function ReadAll({ topic, until }: { topic: NoticeTopic | null; until: Date }) {
  const say = useSay();
  const { refresh } = useRouter();
  const all = useMutation(useTRPC().notice.readAll.mutationOptions({ onSuccess: refresh }));
  return (
    <Stack gap="sm">
      <div><Button variant="secondary" isBusy={all.isPending} onClick={() => all.mutate({ until, ...(topic ? { topic } : {}) })}>{topic ? say("“{noticeTopicWords}”全部已读", { noticeTopicWords: say.word(noticeTopicWords[topic]) }) : say("全部标为已读")}</Button></div>
      <FormProblem>{wordsOfProblem(all.error)}</FormProblem>
    </Stack>
  );
}
