import { useSay } from "#say";
const formats = [["pdf", "PDF"], ["xlsx", "Excel"], ["csv", "CSV"]] as const;

/** A bill as a file to keep (BI21). Plain links, so that the browser saves what the server names; `href` is "/api/bills/<id>". */
export function BillDownloads({ href }: { href: string }) {
  const say = useSay();
  return (
    <ul aria-label={say("下载帐单")} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      {formats.map(([format, word]) => (
        <li key={format}>
          <a href={`${href}/${format}`} download rel="nofollow" className="inline-flex min-h-6 min-w-6 items-center justify-center text-accent-strong underline decoration-accent-line decoration-2 underline-offset-4 hover:decoration-accent">
            <span className="sr-only">{say("下载 ")}</span>{word}
          </a>
        </li>
      ))}
    </ul>
  );
}
