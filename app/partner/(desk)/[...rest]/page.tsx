import { notFound } from "next/navigation";

/** Any address that no room answers: the desk's own not-found page, in its frame. */
export default function UnknownRoom(): never {
  notFound();
}
