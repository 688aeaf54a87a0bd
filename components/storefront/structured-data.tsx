import { type StructuredData, scriptText } from "../../server/shop/structured-data.rules";

/** SC15: the page's facts for machines; no browser runs it. */
export function MachineFacts({ data }: { data: StructuredData }) {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptText(data) }} />;
}
