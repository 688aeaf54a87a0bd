import type { AppNotes as Notes } from "@/server/notifications/app-notice.schema";
import { useSay } from "#say";
import { Card, CardHeader } from "../ui/card";
import { TextAnchor } from "../ui/anchor";
import { Badge } from "../ui/badge";

/** PR11: what the operator said of an application, on its own page: upgrades and messages, the newest first. */
export function AppNotes({ notes }: { notes: Notes }) {
  const say = useSay();
  if (notes.length === 0) return null;
  return (
    <Card as="section" labelledBy="app-notes">
      <CardHeader id="app-notes" title={say("升级说明和消息")} />
      <ul className="flex flex-col gap-4">
        {notes.map((note) => (
          <li key={note.id}>
            <p className="flex flex-wrap items-center gap-2"><span className="font-medium">{note.title}</span>{note.kind === "upgrade" && <Badge tone="accent">{say("版本 {releaseVersion}", { releaseVersion: note.releaseVersion })}</Badge>}<span className="text-sm text-ink-faint">{say.instant(note.at)}</span></p>
            <p className="mt-1 break-words whitespace-pre-line text-ink-soft">{note.body}</p>
            {note.link && <TextAnchor href={note.link} target="_blank" rel="noopener noreferrer">{say("查看详情（新窗口）")}</TextAnchor>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
