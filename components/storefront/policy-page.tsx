import type { PolicyKind } from "../../server/privacy/policy.rules";
import type { PolicyPageView } from "../../server/privacy/policy.schema";
import { PrintButton } from "../layout/print-button";
import { DataTable } from "../patterns/data-table";
import { Alert } from "../ui/alert";
import { Badge } from "../ui/badge";
import type { InShop } from "./href";

const anchor = "inline-block min-h-6 text-accent-strong underline underline-offset-4";

/** DP5: before the first text of a kind was released there is nothing to read, which is said. */
export function NoPolicyBody({ kind, shop: { t } }: { kind: PolicyKind; shop: InShop }) {
  return (
    <article className="mx-auto max-w-3xl">
      <h1 className="mt-4 font-display text-3xl font-bold">{t.policies.names[kind]}</h1>
      <p className="mt-4">{t.policies.none}</p>
    </article>
  );
}

/** DP5: a text that everybody agrees to, as it is read and printed: just the text on paper, the other versions beneath it on a screen. */
export function PolicyPageBody({ policy: { kind, title, body, shown, versions }, shop: { hrefIn, t } }: { policy: PolicyPageView; shop: InShop }) {
  const { policies } = t;
  const from = policies.instant(shown.validFrom);
  return (
    <article className="mx-auto max-w-3xl">
      <header className="mt-4">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <h1 lang="zh-CN" className="font-display text-3xl font-bold">{title}</h1>
          <div data-print="hide"><PrintButton word={policies.print} /></div>
        </div>
        <p className="mt-2 text-ink-soft">{policies.version(shown.version)} · {policies.from(from)}</p>
        {t.htmlLang === "en" && <p className="mt-1 text-ink-soft">{policies.chinese}</p>}
      </header>
      {shown.standing !== "inForce" && (
        <div className="mt-4">
          <Alert tone="warning" role="note">{shown.standing === "past" ? policies.isPast : policies.isWaiting(from)} <a href={hrefIn(`/policies/${kind}`)} className={anchor} data-print="hide">{policies.toCurrent}</a></Alert>
        </div>
      )}
      {shown.version > 1 && <p className="mt-6 rounded-md border border-line bg-sunken px-4 py-3"><span className="font-semibold">{policies.changes}</span><br /><span lang="zh-CN">{shown.summary}</span></p>}
      <div lang="zh-CN" className="mt-6 leading-relaxed whitespace-pre-line">{body}</div>
      <footer data-print="hide" className="mt-10">
        <p className="mb-8 text-sm text-ink-soft">{policies.manage}</p>
        <h2 className="mb-3 text-lg font-semibold">{policies.all}</h2>
        <DataTable
          caption={policies.all}
          items={versions}
          rowKey={(row) => String(row.version)}
          rowTone={(row) => (row.version === shown.version ? "chosen" : "plain")}
          columns={[
            { key: "v", name: policies.table.version, isTitle: true, isWhole: true, cell: (row) => <><a href={hrefIn(row.standing === "inForce" ? `/policies/${kind}` : `/policies/${kind}/${String(row.version)}`)} className={anchor} {...(row.version === shown.version ? { "aria-current": "page" as const } : {})}>{policies.version(row.version)}</a> <Badge tone={row.standing === "inForce" ? "success" : "neutral"}>{policies.standing[row.standing]}</Badge></> },
            { key: "f", name: policies.table.from, isWhole: true, cell: (row) => policies.instant(row.validFrom) },
            { key: "s", name: policies.table.summary, cell: (row) => <><span lang="zh-CN">{row.summary}</span> <span className="text-ink-faint">{row.version === 1 ? "" : row.isMaterial ? policies.kind.asks : policies.kind.tells}</span></> },
          ]}
          whenEmpty={null}
        />
      </footer>
    </article>
  );
}
