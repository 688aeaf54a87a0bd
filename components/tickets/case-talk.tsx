import { ticketSideWords, ticketStepText } from "@/messages/zh-CN";
import type { CaseEntry } from "@/server/tickets/ticket.schema";
import { useSay } from "#say";

const grounds = { company: "bg-sunken", service: "bg-accent-soft", staff: "bg-info-soft" } as const;
/** The company's own people go by their names alone where it reads them itself. */
const speaker = ({ side, byName }: CaseEntry, isOwn: boolean) => (side === "company" && isOwn ? byName : `${ticketSideWords[side]} ${byName}`);

/** Everything that was said and done on a case, in its order. */
export function CaseTalk({ entries, reader }: { entries: readonly CaseEntry[]; reader: "company" | "staff" }) {
  const say = useSay();
  return (
    <ol aria-label={say("处理经过")} className="flex flex-col gap-3">
      {entries.map((entry) =>
        entry.state === null ? (
          <li key={entry.id} className={`rounded-md p-3 ${grounds[entry.side]}`}>
            <p className="text-xs text-ink-soft">
              {speaker(entry, reader === "company")} · {say.instant(entry.at)}
            </p>
            <p className="break-words whitespace-pre-line">{entry.text}</p>
          </li>
        ) : (
          <li key={entry.id} className="flex items-baseline gap-2.5 px-3 text-sm text-ink-soft">
            <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-line-strong" />
            <span className="min-w-0 break-words">
              <strong className="font-medium text-ink">{say.word(ticketStepText(entry.state, entry.side))}</strong> · {speaker(entry, reader === "company")} · {say.instant(entry.at)}
              {entry.text && <span className="block">{entry.text}</span>}
            </span>
          </li>
        ),
      )}
    </ol>
  );
}
