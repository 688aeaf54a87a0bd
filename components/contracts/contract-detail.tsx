import type { z } from "zod";
import type { ContractVersionView } from "@/server/ordering/contract-desk.schema";
import { ContractPaper } from "../ordering/contract-paper";
import { ReleaseFacts } from "../releases/release-facts";
import { CardHeader, Stack } from "../ui/card";
import { ContractDiff } from "./contract-diff";

/** OR14: a text as it was released, and what it differs in from the one in force. */
export function ContractDetail({ version }: { version: z.output<typeof ContractVersionView> }) {
  const { inForce } = version;
  return (
    <Stack gap="lg">
      <ReleaseFacts released={version} />
      {version.standing !== "inForce" && (
        <section aria-labelledby="differs">
          <CardHeader id="differs" title={`与生效中的第 ${inForce.version} 版相比`} />
          <ContractDiff before={inForce} after={version} />
        </section>
      )}
      <section aria-labelledby="text">
        <CardHeader id="text" title="全文" />
        <ContractPaper title={version.title} body={version.body} />
      </section>
    </Stack>
  );
}
