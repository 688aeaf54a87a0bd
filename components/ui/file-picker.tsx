"use client";

import { buttonClass } from "./button";
import type { ControlProps } from "./field";
import { Glyph } from "./glyph";

type Props = ControlProps & { accept: string; isDisabled?: boolean; word: string; onFile: (file: File) => void };

/** The browser's own file input, out of sight but in the tab order, behind a button in our words: its own words follow the browser's language. */
export function FilePicker({ accept, isDisabled = false, word, onFile, id, ...aria }: Props) {
  return (
    <span className="relative inline-flex rounded-md has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <input
        {...aria} id={id} type="file" accept={accept} disabled={isDisabled} className="sr-only"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
      <label htmlFor={id} aria-hidden="true" aria-disabled={isDisabled} className={buttonClass({ variant: "secondary" })}>
        <Glyph name="plus" />
        {word}
      </label>
    </span>
  );
}
