"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSay } from "#say";
import { useTRPC } from "../layout/trpc-provider";
import { Button } from "../ui/button";
import { wordsOfProblem } from "./problem-words";
import { saveTextFile } from "./save-file";

/** Saves all users as a CSV that a spreadsheet opens safely and the import takes back. */
export function ExportUsers() {
  const say = useSay();
  const client = useQueryClient();
  const trpc = useTRPC();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function save() {
    setIsBusy(true);
    setProblem(null);
    try {
      const { fileName, csv } = await client.fetchQuery(trpc.enterpriseUser.export.queryOptions(undefined, { staleTime: 0 }));
      saveTextFile(fileName, csv);
    } catch (error) {
      setProblem(wordsOfProblem(error));
    }
    setIsBusy(false);
  }
  return (
    <span className="inline-flex flex-col gap-1">
      <Button variant="secondary" isBusy={isBusy} onClick={() => void save()}>{say("导出")}</Button>
      <span role="alert" className="text-sm text-danger empty:hidden">{problem}</span>
    </span>
  );
}
