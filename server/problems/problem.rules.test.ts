import { describe, expect, it } from "vitest";
import { problemFaults } from "./problem.rules";

const at = (minute: string) => new Date(`2026-11-28T${minute}:00+08:00`);
const wanted = { beganAt: at("09:00"), expectedAt: null as Date | null, provinceIds: ["SC"], specificationCodes: ["OA"] };
const place = { now: at("12:00"), allowed: ["SC", "CQ"], mayAll: false, codes: ["OA", "MAIL"] };

describe("TK9: a problem cannot be opened", () => {
  it.each([
    ["without any fault", {}, []],
    ["before it began", { beganAt: at("12:06") }, [{ field: "beganAt", code: "problemNotYet" }]],
    ["with an end before its beginning", { expectedAt: at("08:00") }, [{ field: "expectedAt", code: "endBeforeStart" }]],
    ["for a province beyond the duty", { provinceIds: ["GZ"] }, [{ field: "provinceIds", code: "provinceMissing" }]],
    ["for all by whom has only some", { provinceIds: [] }, [{ field: "provinceIds", code: "provinceMissing" }]],
    ["for a product that is not there", { specificationCodes: ["OA", "NO"] }, [{ field: "specificationCodes", code: "productMissing" }]],
  ])("%s", (_, change, faults) => expect(problemFaults({ ...wanted, ...change }, place)).toEqual(faults));
});
