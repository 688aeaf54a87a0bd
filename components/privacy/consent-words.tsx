import type { z } from "zod";
import { actWords, subjectWords, wayWords } from "@/messages/zh-CN";
import type { WordPage } from "@/server/privacy/agreement.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { Pagination } from "../ui/pagination";

type Props = { page: z.output<typeof WordPage>; previousHref: string | null; nextHref: string | null };

/** DP5: every word that a person said on what is done with their data; none is ever changed. */
export function ConsentWords({ page, ...paging }: Props) {
  const say = useSay();
  return (
    <section aria-labelledby="words">
      <h2 id="words" className="mb-3 text-lg font-semibold">{say("记录")}</h2>
      <DataTable
        caption={say("同意和撤回的记录")}
        items={page.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "s", name: say("内容"), isTitle: true, cell: (row) => say.word(subjectWords[row.subject]) },
          { key: "a", name: say("操作"), isWhole: true, cell: (row) => <StateBadge state={row.act} words={actWords} /> },
          { key: "v", name: say("版本"), isWhole: true, cell: (row) => (row.policyVersion > 0 ? say("第 {policyVersion} 版", { policyVersion: String(row.policyVersion) }) : say("无")) },
          { key: "t", name: say("时间"), isWhole: true, cell: (row) => say.instant(row.at) },
          { key: "w", name: say("方式"), cell: (row) => say.word(wayWords[row.way]) },
          { key: "i", name: say("地址"), cell: (row) => row.ip || say("没有记下") },
        ]}
        whenEmpty={<EmptyState title={say("还没有记录")} text={say("您同意或撤回时，会记在这里。")} />}
        foot={<Pagination {...paging} />}
      />
    </section>
  );
}
