/** Steps a zone's uncertain demand is cut into: step k sells there in the share 1 - k / STEP_COUNT of all scenarios. */
export const STEP_COUNT = 4;
