import type { UseFormRegister } from "react-hook-form";
import { noticeChannels } from "@/server/notifications/choice.rules";
import { type NoticeEvent, mustOf, noticeEventNames, noticeEvents } from "@/server/notifications/kind.rules";
import { noticeTopicNames } from "@/server/notifications/notice.rules";
import { useSay } from "#say";
import { noticeTopicWords } from "../accounts/notice-words";
import { FormSection } from "../patterns/form-layout";
import { Checkbox } from "../ui/choice";

/** The events of a form's lists, `mail` and `push`. */
export type ChoiceValues = { mail: NoticeEvent[]; push: NoticeEvent[] };
const channelWords = { mail: "邮件", push: "推送" } as const;

/** What of the rows may be switched off and is on, for a form. */
export const valuesOf = (rows: readonly { event: NoticeEvent; mail: boolean; push: boolean }[]): ChoiceValues => {
  const on = (channel: "mail" | "push") => rows.filter((row) => row[channel] && mustOf(row.event) === null).map(({ event }) => event);
  return { mail: on("mail"), push: on("push") };
};

/** NT4: each event with a box a channel; what cannot be switched off says why. */
export function ChoiceFields({ register }: { register: UseFormRegister<ChoiceValues> }) {
  const say = useSay();
  return (
    <>
      {noticeTopicNames.map((topic) => (
        <FormSection key={topic} title={say.word(noticeTopicWords[topic])}>
          <ul className="divide-y divide-line border-y border-line">
            {noticeEventNames.filter((event) => noticeEvents[event].topic === topic).map((event) => <Row key={event} event={event} register={register} />)}
          </ul>
        </FormSection>
      ))}
    </>
  );
}

function Row({ event, register }: { event: NoticeEvent; register: UseFormRegister<ChoiceValues> }) {
  const say = useSay();
  const word = say.word(noticeEvents[event].word);
  const must = say.word(mustOf(event));
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{word}</p>
        <p className="text-[0.9375rem] text-ink-soft">{say.word(noticeEvents[event].about)}</p>
      </div>
      {must === null ? (
        <div className="flex gap-5">
          {noticeChannels.map((channel) => <Checkbox key={channel} value={event} aria-label={say("{word}：{word2}", { word, word2: say.word(channelWords[channel]) })} label={say.word(channelWords[channel])} {...register(channel)} />)}
        </div>
      ) : (
        <p className="max-w-56 text-sm text-ink-soft">{say("始终发邮件和推送：{must}。", { must })}</p>
      )}
    </li>
  );
}
