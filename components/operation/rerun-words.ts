import { errorWords } from "@/messages/zh-CN";

/** What came of running a job for one company, in one sentence. */
export function outcomeWords({ looked, failed }: { looked: number; failed: readonly { code: string }[] }): string {
  if (failed.length > 0) return `看了 ${String(looked)} 项，${String(failed.length)} 项没有办成：${(errorWords as Record<string, string>)[failed[0]?.code ?? ""] ?? errorWords.UNEXPECTED}`;
  return looked === 0 ? "这一户没有到期要办的事" : `已办完 ${String(looked)} 项`;
}
