// Buildings of the network that plain words name, by code or by town.
import type { PlaceRow } from "@/server/repositories/network.ts";

/** Whether a text in small letters names a building. */
export function namesBuilding({ code, name }: PlaceRow, words: string): boolean {
  const [town = ""] = name.toLowerCase().split(",");
  return isWordOf(words, code.toLowerCase()) || (town !== "" && isWordOf(words, town));
}

function isWordOf(words: string, name: string): boolean {
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
    const around = `${words[at - 1] ?? " "}${words[at + name.length] ?? " "}`;
    if (!/[\p{L}\d-]/u.test(around)) return true;
  }
  return false;
}
