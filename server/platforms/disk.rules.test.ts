import { expect, it } from "vitest";
import { usedPercent } from "./disk.rules";

it.each([
  ["an empty disk", { blocks: 1000, bfree: 1000, bavail: 1000 }, 0],
  ["one block of a thousand", { blocks: 1000, bfree: 999, bavail: 999 }, 1],
  ["four fifths", { blocks: 1000, bfree: 200, bavail: 200 }, 80],
  ["a little more", { blocks: 1000, bfree: 199, bavail: 199 }, 81],
  ["what is left for root alone", { blocks: 1000, bfree: 50, bavail: 0 }, 100],
  ["a twentieth for root", { blocks: 1000, bfree: 240, bavail: 190 }, 80],
  ["a file system that tells no size", { blocks: 0, bfree: 0, bavail: 0 }, 100],
] as const)("promise 24: %s", (_, blocks, percent) => expect(usedPercent(blocks)).toBe(percent));
