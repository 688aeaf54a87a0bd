import { expect, it } from "vitest";
import { counted } from "./plural";

it.each([
  [1, "seat", "1 seat"], [25, "seat", "25 seats"], [10, "mailbox", "10 mailboxes"], [3, "branch", "3 branches"], [2, "company", "2 companies"], [2, "GB", "2 GB"], [5, "席", "5 席"], [2, "series", "2 series"], ["5–300", "seat", "5–300 seats"],
] as const)("AX2: %s %s is %s", (count, name, words) => expect(counted(count, name)).toBe(words));
