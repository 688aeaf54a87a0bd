import type { z } from "zod";
import type { Definition } from "../kit/definition";
import { html, table, timeText } from "../kit/html";
import type { PortalApi } from "../kit/portal-api";
import { route, type Reply } from "../kit/route";
import { startServer, type ServerOptions, type Simulator } from "../kit/server";
import { commonSwitches } from "../kit/switches";
import { createCounter } from "./counter";
import { CustomerData, OpenAccount, Opening, OrderResult, ProductTransfer, StoreCustomer, StoreOrderResult, StoreTransfer } from "./bss97.schema";

const rowsShown = 100;
const payTypeLabels: Record<Opening["payType"], string> = { prepaid: "预付费", postpaid: "后付费" };
const resultLabels: Record<OrderResult["state"], string> = {
  completed: "已完成",
  rejected: "已驳回",
  cancelled: "已取消",
  failed: "失败",
  partial: "部分完成",
};

/** The province's order-entry system: opens accounts, numbers them, and stores what became of orders. */
export type Bss97Options = Omit<ServerOptions, "name"> & {
  /** The portal's TM Forum interface, for what clerks enter; without it they are told that there is none. */
  portal?: PortalApi | undefined;
};

export function startBss97({ portal, ...options }: Bss97Options): Promise<Simulator> {
  return startServer({ ...options, name: "bss97" }, (parts) => define(createCounter(parts, portal ?? null)));
}

function define(counter: ReturnType<typeof createCounter>): Definition {
  const openings = new Map<string, Opening>();
  const results: OrderResult[] = [];
  const transfers: ProductTransfer[] = [];
  /** Of each company the newest version, whatever order they came in. */
  const customers = new Map<string, CustomerData>();

  function open(order: z.output<typeof OpenAccount>, at: string): Reply {
    const earlier = openings.get(order.openingId);
    if (earlier) return failed(409, "ALREADY_OPEN", "该开户申请已办结", { accountNumber97: earlier.accountNumber97 });
    if (order.payType === "postpaid" && order.paymentAccountNumber === null) {
      return failed(422, "PAYMENT_ACCOUNT_NEEDED", "后付费开户需要已有的付费帐号");
    }
    const rows = [...openings.values()];
    // One platform is one name space: a province of its own, or all provinces of the shared platform together.
    if (rows.some((row) => row.platformId === order.platformId && row.accountName === order.accountName)) {
      return failed(422, "ACCOUNT_NAME_TAKEN", "帐户名已被使用");
    }
    const count = rows.filter((row) => row.provinceId === order.provinceId).length;
    const accountNumber97 = `97${order.provinceId}${String(count + 1).padStart(7, "0")}`;
    const opening: Opening = { ...order, accountNumber97, openedAt: at };
    return { status: 200, body: { status: "opened", accountNumber97 }, effect: { openingId: order.openingId, accountNumber97, opening } };
  }

  return {
    title: "97 综合营业系统（模拟）",
    lead: "代替省公司的 97 系统：办理帐户开户，保存门户回送的订单结果。",
    protocol: "signed",
    repeats: true,
    switches: [...commonSwitches, "duplicate", "sendDelayMs", "sendTwice", "sendReversed", "loseSendNext", "loseAnswerNext", "onlyOperation"],
    forms: [
      { path: "/counter/enter", operation: "enterOrder", submit: counter.enter },
      { path: "/counter/take-back", operation: "takeOrderBack", submit: counter.takeBack },
    ],
    ownLabels: { enterOrder: "录入订单", takeOrderBack: "要求取消", followOrder: "订单进度" },
    start: counter.start,
    stop: counter.stop,
    routes: [
      route({
        method: "POST",
        path: "/v1/account-openings",
        operation: "openAccount",
        label: "帐户开户",
        input: OpenAccount,
        handle: ({ at }, order) => open(order, at),
      }),
      route({
        method: "POST",
        path: "/v1/order-results",
        operation: "storeOrderResult",
        label: "订单结果",
        input: StoreOrderResult,
        handle: ({ at }, result) => ({
          status: 200,
          body: { status: "stored" },
          effect: { orderId: result.orderId, orderNumber: result.orderNumber, result: { ...result, storedAt: at } },
        }),
      }),
      route({
        method: "POST",
        path: "/v1/product-transfers",
        operation: "storeTransfer",
        label: "产品过户",
        input: StoreTransfer,
        handle: ({ at }, transfer) => ({ status: 200, body: { status: "stored" }, effect: { transferId: transfer.transferId, transferWords: `${transfer.fromAccountName} → ${transfer.toAccountName}`, transfer: { ...transfer, storedAt: at } } }),
      }),
      route({
        method: "POST",
        path: "/v1/customer-data",
        operation: "storeCustomer",
        label: "企业资料变更",
        input: StoreCustomer,
        handle: ({ at }, customer) => ({ status: 200, body: { status: "stored" }, effect: { customerId: customer.customerId, customerName: customer.company.name, customer: { ...customer, storedAt: at } } }),
      }),
    ],
    apply: ({ data }) => {
      if (counter.apply(data)) return;
      if ("opening" in data) {
        const opening = Opening.parse(data.opening);
        openings.set(opening.openingId, opening);
      } else if ("customer" in data) {
        const customer = CustomerData.parse(data.customer);
        const known = customers.get(customer.customerId);
        if (!known || known.version < customer.version) customers.set(customer.customerId, customer);
      } else if ("transfer" in data) {
        transfers.push(ProductTransfer.parse(data.transfer));
      } else {
        results.push(OrderResult.parse(data.result));
      }
    },
    summarize: ({ data }) => counter.summarize(data) ?? String(data.accountNumber97 ?? data.orderNumber ?? data.transferWords ?? data.customerName),
    sections: () => [{ title: "营业厅受理", lead: "录入后按 TMF622 发到门户，与网上订单一起审核；发不到或没有答复就用同一编号重发。", content: counter.section() }, openingSection([...openings.values()]), customerSection([...customers.values()]), transferSection(transfers), resultSection(results)],
  };
}

function failed(status: number, code: string, message: string, more: Record<string, unknown> = {}): Reply {
  return { status, body: { status: "failed", code, message, ...more } };
}

function openingSection(openings: readonly Opening[]) {
  const rows = [...openings]
    .reverse()
    .slice(0, rowsShown)
    .map((row) => [
      html`<code>${row.accountNumber97}</code>`,
      row.company.name,
      html`<code>${row.accountName}</code>`,
      html`<code>${row.provinceId}</code>`,
      payTypeLabels[row.payType],
      html`<code>${row.paymentAccountNumber ?? "无"}</code>`,
      timeText(row.openedAt),
    ]);
  const columns = ["97 帐号", "企业", "帐户名", "省份", "付费方式", "付费帐号", "开户时间"];
  return { title: `帐户开户（共 ${openings.length} 户）`, content: table("帐户开户", columns, rows, "还没有开户。") };
}

function customerSection(customers: readonly CustomerData[]) {
  const rows = [...customers]
    .reverse()
    .slice(0, rowsShown)
    .map(({ company, accountName, accountNumber97, provinceId, changedAt }) => [company.name, html`<code>${accountName}</code>`, html`<code>${accountNumber97 ?? "无"}</code>`, html`<code>${provinceId}</code>`, company.address, `${company.contactName} ${company.contactPhone}`, timeText(changedAt)]);
  return { title: `企业资料变更（共 ${customers.length} 户）`, content: table("企业资料变更", ["企业", "帐户名", "97 帐号", "省份", "地址", "联系人", "变更时间"], rows, "还没有收到企业资料变更。") };
}

function transferSection(transfers: readonly ProductTransfer[]) {
  const rows = [...transfers]
    .reverse()
    .slice(0, rowsShown)
    .map(({ fromAccountName, toAccountName, provinceId, items, effectiveOn, storedAt }) => [html`<code>${fromAccountName}</code> → <code>${toAccountName}</code>`, html`<code>${provinceId}</code>`, html`${items.map((item) => html`<div><code>${item.offeringCode}</code>　${item.seats} 席　<code>${item.businessId ?? "无"}</code></div>`)}`, effectiveOn, timeText(storedAt)]);
  return { title: `产品过户（共 ${transfers.length} 条）`, content: table("产品过户", ["帐户", "省份", "产品", "生效日", "保存时间"], rows, "还没有收到产品过户。") };
}

function resultSection(results: readonly OrderResult[]) {
  const rows = [...results]
    .reverse()
    .slice(0, rowsShown)
    .map((row) => {
      const items = row.items.map((item) => html`<div><code>${item.offeringCode}</code>　${item.seats} 席　<code>${item.businessId ?? "未开通"}</code></div>`);
      return [
        html`<code>${row.orderNumber}</code>`,
        html`<code>${row.accountName}</code>`,
        html`<code>${row.provinceId}</code>`,
        resultLabels[row.state],
        items.length > 0 ? html`${items}` : "无",
        row.completedAt === null ? "无" : timeText(row.completedAt),
        timeText(row.storedAt),
      ];
    });
  const columns = ["订单号", "帐户名", "省份", "结果", "产品", "完成时间", "保存时间"];
  return { title: `订单结果（共 ${results.length} 条）`, content: table("订单结果", columns, rows, "还没有收到订单结果。") };
}
