import { communicationEnglish } from "./communication";
import { externalEnglish } from "./external";
import { internalEnglish } from "./internal";
import { salesEnglish } from "./internal-sales";
import { solutionEnglish } from "./solutions";
import type { EnglishWords } from "./types";
import { valueAddedEnglish } from "./value-added";
import { laterEnglish } from "./value-added-later";

/** The English words of all that the demonstration sells. */
export const catalogueEnglish: EnglishWords = {
  ...internalEnglish,
  ...salesEnglish,
  ...valueAddedEnglish,
  ...communicationEnglish,
  ...externalEnglish,
  ...laterEnglish,
  ...solutionEnglish,
};
