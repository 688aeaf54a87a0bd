"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { createContext, useContext, useMemo, useState, useSyncExternalStore, useTransition } from "react";
import type { z } from "zod";
import { fieldProblem } from "@/messages/zh-CN";
import { contentProblems } from "@/server/catalog/content-check.rules";
import { valueAt, withValueAt } from "@/server/catalog/content-path.rules";
import { ProductContent } from "@/server/catalog/content.schema";
import type { DraftView } from "@/server/catalog/desk.schema";
import { problemOf, useTRPC } from "../layout/trpc-provider";

export type Draft = z.output<typeof DraftView>;
/** What is merely not written yet is not held against whoever has just begun. */
const notYet = ["fieldMissing", "writeOne", "plansMissing", "pricesMissing", "componentsMissing", "choosePriceProvince", "partsMissing", "monthFeeMissing", "weightMissing", "bandsMissing"];
export const idAt = (path: string): string => `at-${path.replaceAll(".", "-")}`;

/** What was typed and not saved lives in this browser until it is, whatever becomes of the page. */
function useKept(name: string) {
  const kept = useSyncExternalStore(() => () => undefined, () => localStorage.getItem(name), () => null);
  return { kept, keep: (content: ProductContent | null) => (content === null ? localStorage.removeItem(name) : localStorage.setItem(name, JSON.stringify(content))) };
}

/** SC12: a draft as it is being written: what is typed, what is wrong with it at each path, and how it is saved. */
export function useProductEditor(draft: Draft, isAsked: boolean) {
  const { id: draftId, version, before, facts } = draft;
  const { refresh } = useRouter();
  const [isRefreshing, startRefresh] = useTransition();
  const [content, setContent] = useState(draft.content);
  const [wasSent, setWasSent] = useState(false);
  const isChecked = isAsked || wasSent;
  const [refused, setRefused] = useState<Record<string, string>>({});
  const { kept, keep } = useKept(`catalogue-draft:${draftId}:${version}`);
  const save = useMutation(useTRPC().catalogueDraft.save.mutationOptions({ onSuccess: () => { keep(null); startRefresh(refresh); } }));
  const isSaved = useMemo(() => JSON.stringify(content) === JSON.stringify(draft.content), [content, draft.content]);
  const problems = useMemo(() => contentProblems(before, content, facts), [before, content, facts]);
  const shown = useMemo(() => ({ ...Object.fromEntries(problems.filter(({ code }) => isChecked || !notYet.includes(code)).map(({ path, code }) => [path, code]).reverse()), ...refused }), [problems, isChecked, refused]);

  function change(next: ProductContent): void {
    setContent(next);
    setRefused({});
    keep(next);
  }
  function send(): void {
    const parsed = ProductContent.safeParse(content);
    const found = Object.fromEntries((parsed.error?.issues ?? []).map((issue) => [issue.path.join("."), issue.code === "invalid_type" ? "notWhole" : issue.message]).reverse());
    setRefused(found);
    setWasSent(true);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(idAt(first))?.focus();
    if (parsed.data) save.mutate({ draftId, version, content: parsed.data });
  }
  return {
    content, shown, isSaved, send, change, isBusy: save.isPending || isRefreshing, problem: problemOf(save.error),
    /** What an earlier look at this draft left unsaved. */
    left: kept !== null && isSaved && kept !== JSON.stringify(draft.content) ? { restore: () => setContent(JSON.parse(kept) as ProductContent), drop: () => { keep(null); startRefresh(refresh); } } : null,
    at: (path: string) => valueAt(content, path),
    set: (path: string, value: unknown) => change(withValueAt(content, path, value)),
    /** Words for what is wrong at a path; with `isDeep` also inside it. */
    errorAt: (path: string, isDeep = false) => fieldProblem(shown[path] ?? (isDeep ? Object.entries(shown).find(([other]) => other.startsWith(`${path}.`))?.[1] : undefined)),
    countUnder: (paths: readonly string[]) => Object.keys(shown).filter((path) => paths.some((one) => path === one || path.startsWith(`${one}.`))).length,
    dutyProvinces: draft.dutyProvinces, facts, before,
  };
}
export type Editor = ReturnType<typeof useProductEditor>;

export const EditorContext = createContext<Editor | null>(null);
/** The editor around a field. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("a field of a draft stands outside its editor");
  return editor;
}
