import { notFound } from "next/navigation";

// Rendered each time: a cached page for every mistyped address would fill the disk.
export const dynamic = "force-dynamic";

export default function NoSuchPage() {
  notFound();
}
