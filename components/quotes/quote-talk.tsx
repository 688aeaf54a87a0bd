import type { QuoteView } from "@/server/quotes/quote.schema";
import { useSay } from "#say";

type Message = QuoteView["messages"][number];
const ground = ({ isFromStaff, isInternal }: Message) => (isInternal ? "bg-warning-soft" : isFromStaff ? "bg-accent-soft" : "bg-sunken");

/** What company and operator said about a quote, in its order; notes of staff among themselves say so. */
export function QuoteTalk({ messages, reader }: { messages: readonly Message[]; reader: "company" | "staff" }) {
  const say = useSay();
  if (messages.length === 0) return <p className="text-ink-soft">{say("还没有留言。")}</p>;
  const speaker = ({ isFromStaff, isInternal, authorName }: Message) => (isInternal ? say("内部备注 {authorName}", { authorName }) : isFromStaff ? say("客户经理 {authorName}", { authorName }) : reader === "staff" ? say("企业 {authorName}", { authorName }) : authorName);
  return (
    <ol aria-label={say("往来留言")} className="flex flex-col gap-3">
      {messages.map((message) => (
        <li key={message.id} className={`rounded-md p-3 ${ground(message)}`}>
          <p className="text-xs text-ink-soft">{speaker(message)} · {say.instant(message.at)}</p>
          <p className="break-words whitespace-pre-line">{message.text}</p>
        </li>
      ))}
    </ol>
  );
}
