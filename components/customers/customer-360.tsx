import type { z } from "zod";
import { orderStageStaffWords, payTypeWords, productStateWords, reasonWords, roleWords } from "@/messages/zh-CN";
import type { BillPage } from "@/server/billing/bill.schema";
import { formatInstant } from "@/server/kernel/calendar";
import { type StaffRole, allows } from "@/server/kernel/permissions";
import type { JournalView } from "@/server/ledger/ledger.schema";
import type { PaymentsOfCustomer } from "@/server/payments/payment.schema";
import { provinceName } from "@/server/platforms/province.rules";
import type { Customer360 } from "@/server/staff/console.schema";
import { RevealData } from "../access/reveal-data";
import { industryLabels, labelOf, staffBandLabels } from "../accounts/words";
import { BillTable } from "../billing/bill-table";
import { Badge } from "../ui/badge";
import { DataTable } from "../patterns/data-table";
import { Money } from "../patterns/money";
import { StateBadge } from "../patterns/state-badge";
import { Card, CardHeader, Grid, Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";
import { TextLink } from "../ui/link";
import { CustomerPayments } from "./customer-payments";
import { DepositForm } from "./deposit-form";
import { NotificationList } from "./notification-list";
import { PaperList } from "../review/paper-list";

type Props = { payments: z.output<typeof PaymentsOfCustomer>["rows"]; customer: z.output<typeof Customer360>; journals: z.output<typeof JournalView>[]; bills: z.output<typeof BillPage> | null; roles: StaffRole[] };
const none = (words: string) => <p className="text-ink-soft">{words}</p>;

/** BO8: company, money, products, orders with their rule hits, people and messages of a customer on one page. */
export function Customer360View({ customer, journals, payments, bills, roles }: Props) {
  return (
    <Stack>
      <Grid columns={3}>
        <Card as="section" labelledBy="c-company">
          <CardHeader id="c-company" title="企业" />
          <DescriptionList
            items={[
              { term: "信用代码", value: customer.creditCode },
              { term: "省份", value: provinceName(customer.provinceId) },
              { term: "行业 / 规模", value: `${labelOf(industryLabels, customer.industry)} / ${labelOf(staffBandLabels, customer.staffBand)}` },
              { term: "地址", value: customer.address },
              { term: "97 帐户号", value: customer.accountNumber97 ?? "—" },
              { term: "开户", value: formatInstant(customer.openedAt) },
            ]}
          />
        </Card>
        <Card as="section" labelledBy="c-people">
          <CardHeader id="c-people" title="联系人与成员" actions={allows(roles, "contact.reveal") && <RevealData place="customer" id={customer.id} />} />
          <DescriptionList
            items={[
              { term: "联系人", value: `${customer.contactName} ${customer.contactPhone}` },
              { term: "邮箱", value: customer.contactEmail },
              { term: "客户经理", value: `${customer.managerName} ${customer.managerPhone}` },
              ...customer.members.map((member) => ({ term: roleWords[member.role], value: `${member.name}${member.isActive ? "" : "（已停用）"}` })),
              ...customer.children.map((child) => ({ term: "子帐号", value: <TextLink href={`/customers/${child.id}`}>{child.accountName}</TextLink> })),
            ]}
          />
          <h3 className="mt-3 mb-1 font-medium">证照</h3>
          <PaperList papers={customer.papers} />
        </Card>
        <Card as="section" labelledBy="c-money">
          <CardHeader id="c-money" title={`付费：${payTypeWords[customer.payType]}`} />
          <DescriptionList
            items={[
              { term: "可用余额", value: <Money fen={customer.balance.cashFen} size="lg" /> },
              ...(customer.payType === "prepaid" ? [{ term: "预占中", value: <Money fen={customer.balance.heldFen} /> }] : [{ term: "付费账户", value: customer.boundAccountNumber ?? "—" }, { term: "计费系统确认", value: customer.isBindingConfirmed ? "已确认" : "未确认" }]),
              ...(bills ? [{ term: "帐单待付", value: <><Money fen={bills.openFen} />{bills.overdueFen > 0n && <> <Badge tone="danger">逾期 <Money fen={bills.overdueFen} /></Badge></>}</> }] : []),
            ]}
          />
          {allows(roles, "balance.book") && <DepositForm customerId={customer.id} accountName={customer.accountName} />}
        </Card>
      </Grid>
      <Card as="section" labelledBy="c-products">
        <CardHeader id="c-products" title="产品" />
        <DataTable
          caption="产品"
          items={customer.products}
          rowKey={(row) => row.id}
          columns={[
            { key: "n", name: "产品", isTitle: true, cell: (row) => (allows(roles, "suspension.read") ? <TextLink href={`/products/${row.id}`}>{row.name}</TextLink> : row.name) },
            { key: "s", name: "数量", align: "end", cell: (row) => `${row.seats} ${row.seatName}` },
            { key: "f", name: "月费", align: "end", cell: (row) => <Money fen={row.monthlyFen} /> },
            { key: "b", name: "业务标识", cell: (row) => row.businessId ?? "—" },
            { key: "st", name: "状态", cell: (row) => <StateBadge state={row.state} words={productStateWords} /> },
          ]}
          whenEmpty={none("还没有产品。")}
        />
      </Card>
      {bills && (
        <section aria-labelledby="c-bills">
          <CardHeader id="c-bills" title="帐单" />
          <BillTable rows={bills.rows} hrefOf={(row) => `/bills/${row.id}`} whenEmpty={none("还没有帐单。")} />
        </section>
      )}
      <Card as="section" labelledBy="c-orders">
        <CardHeader id="c-orders" title="订单与命中规则" />
        <DataTable
          caption="订单"
          items={customer.orders}
          rowKey={(row) => row.id}
          columns={[
            { key: "n", name: "订单号", isTitle: true, cell: (row) => (row.taskId ? <TextLink href={`/review/${row.taskId}`}>{row.number}</TextLink> : row.number) },
            { key: "p", name: "产品", cell: (row) => row.productNames },
            { key: "f", name: "首期", align: "end", cell: (row) => <Money fen={row.firstBillFen} /> },
            { key: "r", name: "命中规则", cell: (row) => `第 ${row.ruleNumber} 条：${row.reasonCodes.map((code) => (reasonWords as Record<string, string>)[code] ?? "").join(" ")}` },
            { key: "t", name: "提交", cell: (row) => formatInstant(row.submittedAt) },
            { key: "st", name: "进度", cell: (row) => <StateBadge state={row.stage} words={orderStageStaffWords} /> },
          ]}
          whenEmpty={none("还没有订单。")}
        />
      </Card>
      <CustomerPayments rows={payments} mayRefund={allows(roles, "payment.refund")} />
      <Grid columns={2}>
        {journals.length > 0 && (
          <Card as="section" labelledBy="c-ledger">
            <CardHeader id="c-ledger" title="余额变动" />
            <DataTable
              caption="余额变动"
              items={journals}
              rowKey={(row) => row.id}
              columns={[
                { key: "m", name: "说明", isTitle: true, cell: (row) => row.memo },
                { key: "c", name: "可用", align: "end", cell: (row) => <Money fen={row.cashFen} /> },
                { key: "h", name: "预占", align: "end", cell: (row) => <Money fen={row.heldFen} /> },
                { key: "t", name: "时间", cell: (row) => formatInstant(row.effectiveAt) },
              ]}
              whenEmpty={none("还没有余额变动。")}
            />
          </Card>
        )}
        <NotificationList notifications={customer.notifications} mayResend={allows(roles, "notification.resend")} />
      </Grid>
    </Stack>
  );
}
