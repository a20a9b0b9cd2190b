import { redirect } from "next/navigation";

/** The policy desk starts at the policies. */
export default function PolicyPage() {
  redirect("/policy/policies");
}
