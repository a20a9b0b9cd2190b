import { describe, expect, it } from "vitest";
import { writeFolder } from "@/server/services/forecasting/testing/files.ts";
import { trainModelCommand } from "./train-model.ts";

describe("whystock train-model", () => {
  it.each([
    [["--out", "model.bin"], /Say --history/],
    [["--history", "h.csv"], /Say --out/],
    [
      ["--history", "h.csv", "--out", "model.json"],
      /--out takes a file \*\.bin, not "model\.json"/,
    ],
    [["--history", "h.csv", "--out", "/nowhere/model.bin"], /There is no folder "\/nowhere"/],
    [["--history", "h.csv", "--out", "m.bin", "--seed", "x"], /--seed takes whole numbers/],
    [["--history", "h.csv", "--out", "m.bin", "--seed", "4294967296"], /--seed takes whole/],
    [["--colour", "red"], /--colour/],
  ])("refuses wrong arguments: %j", (args, message) => {
    expect(() => trainModelCommand.run(args)).toThrow(message);
  });

  it("says which file is wrong", async () => {
    const folder = writeFolder({ "h.csv": "id,first,v1\nP1,1,few\n" });
    const args = ["--history", `${folder}/h.csv`, "--out", `${folder}/model.bin`];
    await expect(trainModelCommand.run(args)).rejects.toThrow(
      /h\.csv, line 2, column "v1": "few" is no number/,
    );
  });
});
