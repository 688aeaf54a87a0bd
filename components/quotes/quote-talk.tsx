import { formatInstant } from "@/server/kernel/calendar";
import type { QuoteView } from "@/server/quotes/quote.schema";

type Message = QuoteView["messages"][number];
const ground = ({ isFromStaff, isInternal }: Message) => (isInternal ? "bg-warning-soft" : isFromStaff ? "bg-accent-soft" : "bg-sunken");

/** What company and operator said about a quote, in its order; notes of staff among themselves say so. */
export function QuoteTalk({ messages, reader }: { messages: readonly Message[]; reader: "company" | "staff" }) {
  if (messages.length === 0) return <p className="text-ink-soft">还没有留言。</p>;
  const speaker = ({ isFromStaff, isInternal, authorName }: Message) => (isInternal ? `内部备注 ${authorName}` : isFromStaff ? `客户经理 ${authorName}` : reader === "staff" ? `企业 ${authorName}` : authorName);
  return (
    <ol aria-label="往来留言" className="flex flex-col gap-3">
      {messages.map((message) => (
        <li key={message.id} className={`rounded-md p-3 ${ground(message)}`}>
          <p className="text-xs text-ink-soft">{speaker(message)} · {formatInstant(message.at)}</p>
          <p className="break-words whitespace-pre-line">{message.text}</p>
        </li>
      ))}
    </ol>
  );
}
