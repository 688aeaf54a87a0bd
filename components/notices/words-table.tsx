import type { ReactNode } from "react";
import type { z } from "zod";
import { withQuery } from "@/server/kernel/pagination";
import type { WordsList } from "@/server/notifications/words-desk.schema";
import { DataTable } from "../patterns/data-table";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/link";

export const languageWords = { "zh-CN": "中文", en: "英文" } as const;

type Props = { rows: z.output<typeof WordsList>["rows"]; provinceId: string; whenEmpty: ReactNode; foot: ReactNode };

/** NT5: the kinds of messages, by what they say. */
export function WordsTable({ rows, provinceId, whenEmpty, foot }: Props) {
  return (
    <DataTable
      caption="消息文字"
      items={rows}
      rowKey={(row) => row.kind}
      columns={[
        { key: "s", name: "标题", isTitle: true, cell: (row) => <TextLink href={withQuery(`/message-words/${row.kind}`, {}, { province: provinceId })}>{row.title}</TextLink> },
        { key: "e", name: "类别", cell: (row) => row.word },
        { key: "o", name: "本省的文字", cell: (row) => (row.own.length > 0 ? row.own.map((language) => <Badge key={language} tone="accent">{languageWords[language]}</Badge>) : "默认") },
      ]}
      whenEmpty={whenEmpty}
      foot={foot}
    />
  );
}
