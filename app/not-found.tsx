import type { Metadata } from "next";
import { Centred } from "./ui/centred.tsx";
import { NotFoundState } from "./ui/not-found-state.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Centred>
      <NotFoundState />
    </Centred>
  );
}
