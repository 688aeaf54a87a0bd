import type { RelationshipCheck } from "@/server/group/relationship.schema";
import { relationshipBlockerWords, relationshipNoteWords } from "@/server/group/relationship.words";
import { useSay } from "#say";
import { Money } from "../patterns/money";
import { Alert } from "../ui/alert";
import { Stack } from "../ui/card";
import { DescriptionList } from "../ui/description-list";

/** PC11: what stands in the way, what changes, and what the account will have to pay with. */
export function RelationshipChecks({ check, isLeaving }: { check: RelationshipCheck; isLeaving: boolean }) {
  const say = useSay();
  const isShort = isLeaving && check.cashFen - check.receivedFen < check.monthFen;
  return (
    <Stack>
      {check.blockers.length > 0 && (
        <Alert tone="danger" title={say("还不能办理，有 {blockers} 项要先解决", { blockers: check.blockers.length })}>
          <ul className="list-disc ps-5">{check.blockers.map((blocker) => <li key={blocker}>{say.word(relationshipBlockerWords[blocker])}</li>)}</ul>
        </Alert>
      )}
      <DescriptionList
        items={[
          { term: say("下个月的费用"), value: <Money fen={check.monthFen} /> },
          { term: say("自己的余额"), value: <Money fen={check.cashFen} /> },
          ...(check.receivedFen > 0n ? [{ term: say("其中上级划拨"), value: <Money fen={check.receivedFen} /> }] : []),
        ]}
      />
      {isShort && <Alert tone="warning" title={say("独立后余额不够付下个月的费用")}>{say("请提前充值，以免产品因余额不足暂停。")}</Alert>}
      {check.notes.length > 0 && (
        <Alert title={say("生效时")}>
          <ul className="list-disc ps-5">{check.notes.map((note) => <li key={note}>{say.word(relationshipNoteWords[note])}</li>)}</ul>
        </Alert>
      )}
    </Stack>
  );
}
