import { paperWords } from "@/messages/zh-CN";
import { formatInstant } from "@/server/kernel/calendar";
import { TextAnchor } from "../ui/anchor";

type Paper = { id: string; kind: keyof typeof paperWords; fileName: string; uploadedAt: Date };

/** Papers to open in their own download; never shown inside the console's page. */
export function PaperList({ papers }: { papers: readonly Paper[] }) {
  if (papers.length === 0) return <p className="text-ink-soft">没有上传的证照。</p>;
  return (
    <ul className="flex flex-col gap-1">
      {papers.map((paper) => (
        <li key={paper.id}>
          {paperWords[paper.kind]}：<TextAnchor href={`/api/papers/${paper.id}`}>{paper.fileName}</TextAnchor> <span className="text-ink-faint">{formatInstant(paper.uploadedAt)}</span>
        </li>
      ))}
    </ul>
  );
}
