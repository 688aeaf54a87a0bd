import { describe, expect, it } from "vitest";
import { PageCache, type Rendered, bodyIn } from "./page-cache";

const html = (text: string): Rendered => ({ status: 200, type: "text/html", robots: null, body: new TextEncoder().encode(text) });
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function edge() {
  const stored = new Map<string, Response>();
  const store = { match: (key: string) => Promise.resolve(stored.get(key)?.clone()), put: (key: string, response: Response) => Promise.resolve(void stored.set(key, response)) };
  const clock = { at: 1_000_000 };
  const behind: Promise<unknown>[] = [];
  const open = () => new PageCache(store, () => clock.at);
  const state = { cache: open(), renderings: 0, words: "first", isAway: false };
  const give = async (tags: readonly string[] = ["shop:SD"]) => {
    const given = await state.cache.give("/sd", tags, (work) => void behind.push(work), () => {
      state.renderings += 1;
      return state.isAway ? Promise.reject(new Error("away")) : Promise.resolve(html(state.words));
    });
    return given && { words: textOf(given.page.body), isStale: given.isStale };
  };
  return { clock, state, give, settle: () => Promise.all(behind), restart: () => { state.cache = open(); } };
}

describe("public pages at the edge", () => {
  it("PN4, SC7: nobody sees a page of more than a minute ago, however rarely it is asked for", async () => {
    const { clock, state, give, settle } = edge();
    expect(await give()).toEqual({ words: "first", isStale: false });
    state.words = "second";
    for (const [after, words] of [[19_000, "first"], [30_000, "first"]] as const) {
      clock.at = 1_000_000 + after;
      expect((await give())?.words, `${after} ms`).toBe(words);
    }
    await settle();
    expect((await give())?.words, "renewed behind the last one").toBe("second");
    state.words = "third";
    clock.at += 3_600_000;
    expect(await give(), "the first visitor of the hour waits for today's").toEqual({ words: "third", isStale: false });
  });

  it("many visitors of one page cost one rendering", async () => {
    const { state, give } = edge();
    const all = await Promise.all(Array.from({ length: 50 }).map(() => give()));
    expect(all.every((given) => given?.words === "first")).toBe(true);
    expect(state.renderings).toBe(1);
  });

  it("a purge by tag is seen at once, and touches no other platform's page", async () => {
    const { clock, state, give } = edge();
    await give();
    state.words = "cheaper";
    clock.at += 1_000;
    state.cache.purge(["shop:BJ"]);
    expect((await give())?.words).toBe("first");
    state.cache.purge(["shop:SD"]);
    expect((await give())?.words).toBe("cheaper");
  });

  it("a page that was being rendered when the purge came is rendered again", async () => {
    const { clock, state, give } = edge();
    await give();
    clock.at += 60_000;
    const before = give();
    state.cache.purge(["shop:SD"]);
    state.words = "after the purge";
    await before;
    expect((await give())?.words).toBe("after the purge");
  });

  it("promise 22, at the edge: with the origin away the last good page is given and says so, also after a restart, and is renewed when it is back", async () => {
    const { clock, state, give, settle, restart } = edge();
    await give();
    await settle();
    state.isAway = true;
    clock.at += 24 * 3_600_000;
    expect(await give()).toEqual({ words: "first", isStale: true });
    const tried = state.renderings;
    expect(await give(), "whoever comes in the next two seconds is not made to wait").toEqual({ words: "first", isStale: true });
    expect(state.renderings).toBe(tried);
    restart();
    expect(await give()).toEqual({ words: "first", isStale: true });
    state.isAway = false;
    state.words = "back";
    clock.at += 3_000;
    expect(await give()).toEqual({ words: "back", isStale: false });
  });

  it("what was never rendered is nothing, not an error of somebody else's page", async () => {
    const { state, give } = edge();
    state.isAway = true;
    expect(await give()).toBeNull();
  });

  it("a changed form of a page leaves the page as it is", () => {
    const page = { ...html("<p>"), etag: "", storedAt: 0, forms: new Map<string, Uint8Array>() };
    expect(textOf(bodyIn(page, "identity", "away", (text) => `${text}away`))).toBe("<p>away");
    expect(textOf(bodyIn(page, "identity"))).toBe("<p>");
  });
});
