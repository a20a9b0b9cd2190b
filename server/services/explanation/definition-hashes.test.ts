import { expect, it } from "vitest";
import { liftSteps } from "@/lib/optimizer/decision/index.ts";
import { marketDefinition } from "@/lib/optimizer/market/index.ts";
import {
  placement100,
  placement110,
  placement120,
} from "@/lib/optimizer/placement/testing/earlier-definitions.ts";
import { replenishment110 } from "@/lib/optimizer/replenishment/testing/earlier-definitions.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import { capacity100, capacity110 } from "@/server/planning/testing/capacity-rules.ts";
import { definitions } from "@/server/planning/traces.ts";

// Traces name the code that made them by this hash. A line is added with every new version and never changed: a formula
// that changes without a new version would make runs of the same version differ.
const PUBLISHED: Readonly<Record<string, string>> = {
  "market@1.0.0": "cddeb0d9331252aa37ec401bc2f4c151b22d793a509a8bf872c7beb8b83ab54c",
  "capacity@1.0.0": "206b8f7fe162c41fae3df85d65fb989363776bbd0c1d420c131aa0b1e9fdc65b",
  "capacity@1.1.0": "d9e935eebd12780f8a5eeedadb3c3d45fc3eaa4e760c94920a09f8612d963175",
  "capacity@1.2.0": "5236d3ecb75e5a9d94197b8239d5cfb3495f149ba3672a119225c2b500d31c5e",
  "placement@1.0.0": "3ad500614a245c72105eddc9d48deb48d0371fa43b7f55bb10748b226dc1fe8b",
  "placement@1.1.0": "a8fce3243778230fa2208fb26f212f257885694f57d8c22060257f282a7edb68",
  "placement@1.2.0": "30e4856a9fad4ed2fb657515250a27e24c33bf3cd2a723a92c78de3dfbcf75e7",
  "placement@1.3.0": "3845f7b5284f01e7a82cae82d20ae402f6a55b8b52d0b527f203384439840956",
  "placementFee@1.0.0": "34633446ab934d90140ce25620f191038508e4c6fc55500265dbeb67db6e7a73",
  "positioning@1.0.0": "637e9c8f32cee553c7f0a73ab934e70824170e66528f26c34ad09cebc9db2df7",
  "replenishment@1.1.0": "860e08395e348c55124ba01c29329e8ffbe2844201d16006d44932acdf5231ef",
  "replenishment@1.2.0": "5878bb84e04aaa10f7c16cc6ac3bb8ae602498ecf92e25500f1df8616bd9bf35",
};

/** Versions before this build's, as tests have them. */
const EARLIER = [
  ...[capacity100, capacity110],
  ...[placement100, placement110, placement120],
  replenishment110,
];

it.each([...Object.values(definitions), marketDefinition, ...EARLIER])(
  "$name $version is the code that its version stands for",
  (definition) => {
    const { name, version } = definition;
    expect({ [`${name}@${version}`]: definitionSha256(definition) }).toEqual({
      [`${name}@${version}`]: PUBLISHED[`${name}@${version}`],
    });
  },
);

it("every version is lifted from all before it, one by one", () => {
  const published = Object.entries(PUBLISHED).map(([title, hash]) => [title.split("@")[0], hash]);
  for (const definition of Object.values(definitions)) {
    const before = published.flatMap(([name, hash]) => (name === definition.name ? [hash] : []));
    const lifted = before.slice(0, -1).reverse();
    expect(liftSteps(definition).map(({ from }) => from)).toEqual(lifted);
  }
});
