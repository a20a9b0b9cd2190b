/** A rule that a policy breaks; `field` is its path in the policy. */
export interface PolicyProblem {
  readonly field: string;
  readonly expected: string;
  readonly got: number;
}
