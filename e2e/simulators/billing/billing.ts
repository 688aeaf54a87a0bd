import { z } from "zod";
import type { Definition, Parts } from "../kit/definition";
import { html, table, timeText, yuanText } from "../kit/html";
import { route, type Reply } from "../kit/route";
import { startServer, type ServerOptions, type Simulator } from "../kit/server";
import { commonSwitches } from "../kit/switches";
import { createCollections } from "./collections";
import { maskedName, paymentAccounts, provinces, sameHolder } from "./accounts";

const scopeId = z.string().regex(/^[A-Z]{2}$/);

const VerifyPaymentAccount = z.strictObject({
  platformId: scopeId,
  provinceId: scopeId,
  accountNumber: z.string().min(1).max(64),
  holderName: z.string().min(1).max(200),
});

const reasonLabels: Record<string, string> = {
  NOT_FOUND: "没有这个帐号",
  HOLDER_MISMATCH: "户名不符",
  IN_ARREARS: "帐号欠费",
};

/** The province's billing system: says whether a payment account exists, belongs to the named holder and is paid up. */
export function startBilling(options: Omit<ServerOptions, "name">): Promise<Simulator> {
  return startServer({ ...options, name: "billing" }, (parts) => define(parts));
}

function define(parts: Parts): Definition {
  const collections = createCollections(parts);
  const checks: { at: string; accountNumber: string; result: string }[] = [];
  return {
    title: "计费帐务系统（模拟）",
    lead: "代替省公司的计费帐务系统：核对后付费客户已有的付费帐号，接收帐单，代收款。帐号和户名均为虚构。",
    protocol: "signed",
    switches: [...commonSwitches, "forgetNext", "onlyOperation"],
    forms: [{ path: "/take-money", operation: "recordPayment", submit: (form, at) => collections.takeMoney(form, at) }],
    routes: [
      route({
        method: "POST",
        path: "/v1/payment-accounts/verify",
        operation: "verifyPaymentAccount",
        label: "核对付费帐号",
        input: VerifyPaymentAccount,
        handle: (_call, asked) => verify(asked),
      }),
      ...collections.routes,
    ],
    apply: ({ at, data }) => {
      if (collections.apply(data)) return;
      const reason = typeof data.reason === "string" ? data.reason : null;
      checks.push({ at, accountNumber: String(data.accountNumber), result: reason === null ? "相符" : (reasonLabels[reason] ?? "不符") });
    },
    summarize: ({ data }) => collections.summarize(data) ?? `${String(data.accountNumber)}　${typeof data.reason === "string" ? (reasonLabels[data.reason] ?? "不符") : "相符"}`,
    sections: () => [
      { title: "帐单与代收", content: collections.section() },
      {
        title: "最近的核对",
        content: table(
          "最近的核对",
          ["时间", "付费帐号", "结果"],
          checks.slice(-20).reverse().map((row) => [timeText(row.at), html`<code>${row.accountNumber}</code>`, row.result]),
          "还没有核对过。",
        ),
      },
      accountSection(),
    ],
  };
}

/** Arrears are told only to someone who knows the holder; to anyone else the account merely does not match. */
function verify(asked: z.output<typeof VerifyPaymentAccount>): Reply {
  const { accountNumber } = asked;
  const account = paymentAccounts.find((row) => row.number === accountNumber && row.provinceId === asked.provinceId);
  const reason = !account
    ? "NOT_FOUND"
    : !sameHolder(asked.holderName, account.holderName)
      ? "HOLDER_MISMATCH"
      : account.arrearsFen > 0
        ? "IN_ARREARS"
        : null;
  if (!account || reason !== null) {
    return { status: 200, body: { confirmed: false, reason }, effect: { accountNumber, confirmed: false, reason } };
  }
  const body = { confirmed: true, maskedHolder: maskedName(account.holderName), service: account.service };
  return { status: 200, body, effect: { accountNumber, confirmed: true, reason: null } };
}

function accountSection() {
  const groups = provinces.map(([id, name]) => {
    const rows = paymentAccounts
      .filter((row) => row.provinceId === id)
      .map((row) => [
        html`<code>${row.number}</code>`,
        row.holderName,
        row.service,
        row.arrearsFen > 0 ? `欠费 ${yuanText(row.arrearsFen)}` : "无欠费",
      ]);
    const content = table(`${name}的付费帐号`, ["付费帐号", "户名", "业务", "欠费"], rows, "");
    return html`<details><summary>${name}（${id}）${rows.length} 个帐号</summary>${content}</details>`;
  });
  return { title: `可用的付费帐号（共 ${paymentAccounts.length} 个）`, content: html`${groups}` };
}
