import { eventOf, noticeEvents } from "./kind.rules";
import { titleIn } from "./name-words.rules";
import { noticeTopicNames } from "./notice.rules";
import { type TemplateKind, templateKinds, templates } from "./templates.rules";

/** The topics of the notice centre, and what is written to whoever does not sign in yet. */
export const wordsTopics = [...noticeTopicNames, "entry"] as const;
export type WordsTopic = (typeof wordsTopics)[number];

export const PAGE = 20;

/** What staff call a kind: its title, the event that people know it as, and its topic. */
export function calledOf(kind: TemplateKind): { title: string; word: string; topic: WordsTopic } {
  const event = eventOf(kind);
  return { title: titleIn(templates[kind]["zh-CN"].subject), word: event ? noticeEvents[event].word : "登录和开户", topic: event ? noticeEvents[event].topic : "entry" };
}

/** A page of the kinds of a topic whose title or event has all the words that were typed, in whatever order they stand. */
export function kindsOf({ search = "", topic, cursor }: { search?: string; topic?: WordsTopic; cursor?: TemplateKind }): { kinds: TemplateKind[]; nextCursor: TemplateKind | null } {
  const typed = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = templateKinds.filter((kind) => {
    const called = calledOf(kind);
    const text = `${called.title} ${called.word}`.toLowerCase();
    return (topic === undefined || called.topic === topic) && typed.every((word) => text.includes(word));
  });
  const from = cursor === undefined ? 0 : found.indexOf(cursor) + 1;
  const kinds = found.slice(from, from + PAGE);
  return { kinds, nextCursor: found.length > from + PAGE ? (kinds.at(-1) ?? null) : null };
}
