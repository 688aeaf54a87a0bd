import type { z } from "zod";
import { formatInstant } from "@/server/kernel/calendar";
import { allows } from "@/server/kernel/permissions";
import { type Watched, figures, thresholds, watched } from "@/server/operation/figure.rules";
import type { FigureBoard } from "@/server/operation/figure.schema";
import { figureText, figureWords, thresholdText } from "@/server/operation/figure.words";
import { platformName, provinceById } from "@/server/platforms/province.rules";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { TextAnchor } from "../ui/anchor";
import { Badge } from "../ui/badge";
import { CardHeader } from "../ui/card";

type Row = z.output<typeof FigureBoard>["rows"][number];
/** What belongs to none of a shared platform's provinces stands under the platform's own name. */
export const whereName = (provinceId: string) => provinceById(provinceId)?.name ?? platformName(provinceId);

const deskNames: Record<Watched, string> = { ordersWaiting: "待审队列", oldestReview: "待审队列", failedOpens: "开通请求", unsettledFen: "欠费", pushErrors: "推送失败", databaseDisk: "系统" };

function State({ rows, isOne }: { rows: readonly Row[]; isOne: boolean }) {
  const passed = rows.filter((row) => row.since !== null);
  if (passed.length === 0) return <Badge tone="success">正常</Badge>;
  return (
    <>
      <Badge tone="danger">告警</Badge>
      {passed.map(({ provinceId, figure, value, since }) => (
        <span key={provinceId} className="block text-ink-soft sm:whitespace-nowrap">
          {isOne ? "" : `${whereName(provinceId)} ${figureText(figure, value)}，`}自 {since && formatInstant(since)} 起
        </span>
      ))}
    </>
  );
}

/** SY2: each figure of the duty with its threshold, since when it is passed, and the way to where it is worked off. */
export function FigureTable({ rows, roles }: { rows: readonly Row[]; roles: readonly string[] }) {
  const of = (figure: Watched) => rows.filter((row) => row.figure === figure);
  const isOne = new Set(rows.map(({ provinceId }) => provinceId)).size === 1;
  const now = (figure: Watched) => of(figure).reduce((all, { value }) => (figure === "oldestReview" ? (value > all ? value : all) : all + value), 0n);
  return (
    <DataTable
      caption="运行指标"
      items={watched.filter((figure) => of(figure).length > 0)}
      rowKey={(figure) => figure}
      rowTone={(figure) => (of(figure).some((row) => row.since !== null) ? "danger" : "plain")}
      columns={[
        { key: "name", name: "指标", isTitle: true, cell: (figure) => <>{figureWords[figure].name}<span className="block font-normal text-ink-soft">{figureWords[figure].what}</span></> },
        { key: "now", name: isOne ? "现在" : "现在合计", align: "end", cell: (figure) => <span className="figures whitespace-nowrap">{figureText(figure, now(figure))}</span> },
        { key: "threshold", name: isOne ? "阈值" : "每省阈值", cell: (figure) => thresholdText(figure) },
        { key: "state", name: "状态", cell: (figure) => <State rows={of(figure)} isOne={isOne} /> },
        { key: "desk", name: "处理", cell: (figure) => (allows(roles, thresholds[figure].looks) ? <span className="whitespace-nowrap"><TextAnchor href={thresholds[figure].desk}>{deskNames[figure]}</TextAnchor></span> : "—") },
      ]}
      whenEmpty={<EmptyState title="这里没有要看的指标" text="业务指标按省统计：切换到一个省或共用平台的岗位后查看。" />}
    />
  );
}

/** The figures of a shared platform, province by province; nothing where there is only one. */
export function ProvinceTable({ rows }: { rows: readonly Row[] }) {
  const ids = [...new Set(rows.map((row) => row.provinceId))];
  if (ids.length < 2) return null;
  const cell = (provinceId: string, figure: Watched) => rows.find((row) => row.provinceId === provinceId && row.figure === figure);
  return (
    <section aria-labelledby="by-province">
      <CardHeader id="by-province" title="各省" />
      <DataTable
        caption="各省运行指标"
        items={ids}
        rowKey={(id) => id}
        rowTone={(id) => (rows.some((row) => row.provinceId === id && row.since !== null) ? "danger" : "plain")}
        columns={[
          { key: "province", name: "省份", isTitle: true, cell: whereName },
          ...figures.map((figure) => ({
            key: figure, name: figureWords[figure].name, align: "end" as const,
            cell: (id: string) => {
              const found = cell(id, figure);
              return <span className={found?.since ? "figures font-semibold text-danger" : "figures"}>{figureText(figure, found?.value ?? 0n)}</span>;
            },
          })),
        ]}
        whenEmpty={null}
      />
    </section>
  );
}
