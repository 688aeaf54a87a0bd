import { Word } from "../say/said";
import { Badge, type Tone } from "../ui/badge";

/** Word and tone of each state, one table a noun; `satisfies` it with the noun's own enum so that none is forgotten. */
export type StateWords<State extends string> = Readonly<Record<State, { word: string; tone: Tone }>>;

/** A state in the customer's words: `<StateBadge state={order.stage} words={orderStageWords} />`. */
export function StateBadge<State extends string>({ state, words }: { state: State; words: StateWords<State> }) {
  const { word, tone } = words[state];
  return (
    <Badge tone={tone} hasDot>
      <Word>{word}</Word>
    </Badge>
  );
}
