// Space shared by weighted max-min fairness with guarantees.
import { fillingLevel } from "@/lib/optimizer/capacity/index.ts";
import { type Family, numberOf, numbersOf, type Solved } from "./instance.ts";

export const spaceLimits: Family = {
  name: "space limits",
  covers: (type) => /^Capacity allocation: weighted max-min/.test(type),
  solve({ inputs }): Solved {
    const upper = Float64Array.from(numbersOf(inputs, "request"));
    const guarantee = numbersOf(inputs, "guarantee");
    const lower = upper.map((request, i) => Math.min(request, guarantee[i] ?? 0));
    const weight = Float64Array.from(numbersOf(inputs, "weight"));
    const level = fillingLevel({ lower, upper, weight }, numberOf(inputs, "capacity"));
    // Everybody gets the request: any level from the last one's on does, so none is stated.
    if (level === Number.POSITIVE_INFINITY)
      return {
        answer: {
          allocation: Array.from(upper, (request, i) =>
            weight[i] === 0 ? (lower[i] ?? 0) : request,
          ),
        },
      };
    const allocation = Array.from(upper, (request, i) =>
      Math.min(request, Math.max(lower[i] ?? 0, level * (weight[i] ?? 0))),
    );
    return { answer: { allocation, water_level: level } };
  },
};
