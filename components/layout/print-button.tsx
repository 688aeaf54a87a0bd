"use client";

import { Button } from "../ui/button";

/** Prints the page as it stands; what is for the screen alone is marked and left out. */
export function PrintButton({ word }: { word: string }) {
  return <Button variant="secondary" size="sm" onClick={() => window.print()}>{word}</Button>;
}
