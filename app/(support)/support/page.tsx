import { redirect } from "next/navigation";

/** Support's work starts at the queue. */
export default function SupportPage() {
  redirect("/support/queue");
}
