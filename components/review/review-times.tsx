import { provinceName } from "@/server/platforms/province.rules";
import { workingTime } from "./working-time";

type Times = { provinceId: string; decided: number; late: number; median: number; p95: number }[];

/** OR9: how fast decisions have been in the last 30 days, in working time. */
export function ReviewTimesLine({ times }: { times: Times }) {
  if (times.length === 0) return null;
  return (
    <ul aria-label="近 30 天审核用时（工作时间）" className="mb-3 flex flex-wrap gap-x-6 gap-y-1 text-ink-soft">
      {times.map((row) => (
        <li key={row.provinceId}>
          <span className="font-medium text-ink">{provinceName(row.provinceId)}</span> 近 30 天办结 {row.decided} 件 · 中位 {workingTime(row.median)} · 95% 在 {workingTime(row.p95)}内 · 超时 {row.late} 件
        </li>
      ))}
    </ul>
  );
}
