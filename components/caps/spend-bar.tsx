import type { z } from "zod";
import type { SpendView } from "@/server/authority/cap.schema";
import { formatFen } from "@/server/kernel/money";
import { useSay } from "#say";

type Spend = z.infer<typeof SpendView>;
const parts = [
  { key: "chargedFen", name: "本月已计费", fill: "fill-accent", dot: "bg-accent" },
  { key: "unbilledFen", name: "本月未出帐", fill: "fill-accent-line", dot: "bg-accent-line" },
  { key: "heldFen", name: "办理中的订单", fill: "fill-warning", dot: "bg-warning" },
  { key: "nextMoreFen", name: "下月比本月多", fill: "fill-ink-faint", dot: "bg-ink-faint" },
] as const;
const WIDTH = 1000;

/** PC5: what an account has used of a limit, part by part; a mark where the limit is. */
export function SpendBar({ spend, limitFen, title }: { spend: Spend; limitFen: bigint | null; title: string }) {
  const say = useSay();
  const most = [spend.usedFen, limitFen ?? 0n, 1n].reduce((top, fen) => (fen > top ? fen : top));
  const x = (fen: bigint) => Number((fen * BigInt(WIDTH)) / most);
  const shown = parts.map((part) => ({ ...part, fen: spend[part.key] > 0n ? spend[part.key] : 0n }));
  const starts = shown.map((_, n) => shown.slice(0, n).reduce((sum, { fen }) => sum + fen, 0n));
  const summary = limitFen === null ? say("已占用 {used}，没有额度限制", { used: formatFen(spend.usedFen) }) : say("已占用 {used}，额度 {limit}", { used: formatFen(spend.usedFen), limit: formatFen(limitFen) });
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{title}</span>
        <span className="figures text-[0.9em] text-ink-soft">{summary}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} 28`} preserveAspectRatio="none" className="h-4 w-full" role="img" aria-label={say("{title}：{summary}", { title, summary })}>
        <rect width={WIDTH} height="20" y="4" className="fill-sunken" />
        {shown.map((part, n) => <rect key={part.key} x={x(starts[n] ?? 0n)} width={x(part.fen)} y="4" height="20" className={part.fill} />)}
        {limitFen !== null && <rect x={Math.max(0, x(limitFen) - 4)} width="4" height="28" className="fill-danger" />}
      </svg>
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-[0.9em] text-ink-soft">
        {shown.map((part) => <li key={part.key} className="inline-flex items-center gap-1.5"><span className={`size-2.5 rounded-full ${part.dot}`} aria-hidden="true" />{say.word(part.name)} <span className="figures">{formatFen(part.fen)}</span></li>)}
        {limitFen !== null && <li className="inline-flex items-center gap-1.5"><span className="h-3 w-1 bg-danger" aria-hidden="true" />{say("额度")}</li>}
      </ul>
    </figure>
  );
}
