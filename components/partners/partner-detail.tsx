import type { z } from "zod";
import { partnerRoleWords, personPhaseWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import type { PartnerView } from "@/server/partners/partner.schema";
import { useSay } from "#say";
import { DataTable } from "../patterns/data-table";
import { EmptyState } from "../patterns/empty-state";
import { StateBadge } from "../patterns/state-badge";
import { CardHeader } from "../ui/card";
import { LiveBadge, liveSince } from "./live-badge";
import { BindApplicationDialog, InviteAgainButton, InvitePersonDialog } from "./partner-acts";
import { soldIn } from "./provinces";

type Partner = z.output<typeof PartnerView>;

/** A partner as staff see it: its applications and its people. */
export function PartnerDetail({ partner, mayManage }: { partner: Partner; mayManage: boolean }) {
  const say = useSay();
  return (
    <>
      <section aria-labelledby="applications">
        <CardHeader id="applications" title="应用" actions={mayManage && <BindApplicationDialog partnerId={partner.id} />} />
        <DataTable
          caption="应用"
          items={partner.applications}
          rowKey={(row) => row.id}
          columns={[
            { key: "n", name: "产品", isTitle: true, cell: (row) => <>{row.name} <span className="text-ink-faint">{row.code}</span></> },
            { key: "p", name: "省份", cell: (row) => soldIn(row.provinceIds) },
            { key: "a", name: "接口地址", cell: (row) => <code className="break-all">{row.address}</code> },
            { key: "s", name: "运行状态", cell: (row) => <><LiveBadge shown={row.shown} /><span className="block text-ink-faint">{liveSince(say, row.shown)}</span></> },
            { key: "b", name: "最近心跳", cell: (row) => (row.lastBeatAt ? formatInstant(row.lastBeatAt) : "还没有收到") },
          ]}
          whenEmpty={<EmptyState title="还没有绑定应用" text="绑定产品后，它的开通请求会发往这家合作伙伴的系统。" />}
        />
      </section>
      <section aria-labelledby="people">
        <CardHeader id="people" title="人员" actions={mayManage && <InvitePersonDialog partnerId={partner.id} />} />
        <DataTable
          caption="人员"
          items={partner.people}
          rowKey={(row) => row.id}
          columns={[
            { key: "n", name: "姓名", isTitle: true, cell: (row) => row.name },
            { key: "e", name: "邮箱", cell: (row) => <span className="break-all">{row.email}</span> },
            { key: "r", name: "角色", cell: (row) => row.roles.map((role) => partnerRoleWords[role]).join("、") },
            { key: "s", name: "登录", cell: (row) => <StateBadge state={row.phase} words={personPhaseWords} /> },
            { key: "i", name: "邀请时间", cell: (row) => formatInstant(row.invitedAt) },
            { key: "x", name: "处理", cell: (row) => (mayManage ? <InviteAgainButton person={row} /> : "—") },
          ]}
          whenEmpty={<EmptyState title="还没有人员" text="邀请对方的接口负责人。" />}
        />
      </section>
    </>
  );
}
