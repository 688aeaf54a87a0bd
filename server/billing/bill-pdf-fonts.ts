import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Font, create } from "fontkit";
import { processWide } from "../process-wide";
import type { Face } from "./bill-pdf-text.rules";

export type BillFonts = { regular: Font; bold: Font; regularFace: Face; boldFace: Face };

async function load(file: string): Promise<Font> {
  const path = createRequire(join(process.cwd(), "package.json")).resolve(`@expo-google-fonts/noto-sans-sc/${file}`);
  return create(await readFile(path)) as Font;
}

function faceOf(font: Font): Face {
  const known = new Map<number, number | null>();
  return (codePoint) => {
    let width = known.get(codePoint);
    if (width === undefined) known.set(codePoint, (width = font.hasGlyphForCodePoint(codePoint) ? (font.glyphForCodePoint(codePoint).advanceWidth * 1000) / font.unitsPerEm : null));
    return width;
  };
}

const held = processWide("billFonts", () => ({ fonts: null as Promise<BillFonts> | null }));

/** Noto Sans SC (SIL Open Font License), read once in a process; a failed read is tried again. */
export function billFonts(): Promise<BillFonts> {
  held.fonts ??= Promise.all([load("400Regular/NotoSansSC_400Regular.ttf"), load("700Bold/NotoSansSC_700Bold.ttf")]).then(([regular, bold]) => ({ regular, bold, regularFace: faceOf(regular), boldFace: faceOf(bold) }));
  held.fonts.catch(() => { held.fonts = null; });
  return held.fonts;
}
