"use client";

import { useMutation } from "@tanstack/react-query";
import type { RelationshipView } from "@/server/group/relationship.schema";
import { relationshipBlockerWords, relationshipNoteWords } from "@/server/group/relationship.words";
import { useSay } from "#say";
import { problemOf, useTRPC } from "../layout/trpc-provider";
import { FormActions, FormProblem } from "../patterns/form-layout";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Card, CardHeader, Stack } from "../ui/card";
import { CopyButton } from "../ui/copy-button";

/** PC11: an account that stands alone gives its future parent a code; making it is its consent. */
export function JoinCodeCard({ join }: { join: NonNullable<RelationshipView["join"]> }) {
  const say = useSay();
  const make = useMutation(useTRPC().accountRelationship.makeCode.mutationOptions());
  const isBlocked = join.blockers.length > 0;
  return (
    <Card as="section" labelledBy="join-code">
      <CardHeader id="join-code" title={say("加入上级企业")} text={say("生成加入码交给上级企业的管理员；对方填写后，从下一个帐期起本帐号成为它的子帐号。")} />
      <Stack>
        {isBlocked && <Alert tone="danger" title={say("还不能加入")}><ul className="list-disc ps-5">{join.blockers.map((blocker) => <li key={blocker}>{say.word(relationshipBlockerWords[blocker])}</li>)}</ul></Alert>}
        <Alert title={say("加入后")}><ul className="list-disc ps-5">{(["parentSees", "parentSetsCaps", "runningAuthorised"] as const).map((note) => <li key={note}>{say.word(relationshipNoteWords[note])}</li>)}</ul></Alert>
        {make.data && (
          <Alert tone="success" role="status" title={<span className="inline-flex flex-wrap items-center gap-2">{say.rich("加入码 {code}", { code: <code className="figures text-lg tracking-wider">{make.data.code}</code> })}<CopyButton text={make.data.code} /></span>}>{say("只显示这一次，{expiresAt} 前有效，只能用一次。只交给您信任的上级企业。", { expiresAt: say.instant(make.data.expiresAt) })}</Alert>
        )}
        {!make.data && join.codeUntil && <p className="text-ink-soft">{say("上一个加入码 {codeUntil} 前有效；重新生成后它立即失效。", { codeUntil: say.instant(join.codeUntil) })}</p>}
        <FormProblem>{problemOf(make.error)?.words}</FormProblem>
        <FormActions><Button variant="secondary" isBusy={make.isPending} disabled={isBlocked} onClick={() => make.mutate({})}>{make.data || join.codeUntil ? say("重新生成加入码") : say("生成加入码")}</Button></FormActions>
      </Stack>
    </Card>
  );
}
