export const HARMONICS = 6;
/** Intercept, growth per year, cosine and sine pairs. */
export const ROW_SIZE = 2 + 2 * HARMONICS;

/** cos and sin of whole turns in steps of 1/seasonWeeks, from a Taylor series and rotation: no Math.cos. */
function turns(seasonWeeks: number): { cosine: Float64Array; sine: Float64Array } {
  const angle = 6.283185307179586 / seasonWeeks;
  let cosineStep = 0;
  let sineStep = 0;
  let term = 1;
  for (let k = 0; k < 40; k += 2) {
    const sign = k % 4 === 0 ? 1 : -1;
    cosineStep += sign * term;
    term *= angle / (k + 1);
    sineStep += sign * term;
    term *= angle / (k + 2);
  }
  const cosine = new Float64Array(seasonWeeks);
  const sine = new Float64Array(seasonWeeks);
  cosine[0] = 1;
  for (let k = 1; k < seasonWeeks; k++) {
    cosine[k] = cosine[k - 1]! * cosineStep - sine[k - 1]! * sineStep;
    sine[k] = sine[k - 1]! * cosineStep + cosine[k - 1]! * sineStep;
  }
  return { cosine, sine };
}

/** Rows of the regression on the time of year, by week of the axis; growth is 0 at the origin. [axisWeeks, ROW_SIZE] */
export function seasonRows(
  weekOfYear: Int32Array,
  seasonWeeks: number,
  pastWeeks: number,
): Float64Array {
  const { cosine, sine } = turns(seasonWeeks);
  const row = new Float64Array(weekOfYear.length * ROW_SIZE);
  // Short years have fewer independent harmonics than weeks allow.
  const harmonics = Math.min(HARMONICS, Math.floor((seasonWeeks - 1) / 2));
  for (let t = 0; t < weekOfYear.length; t++) {
    row[t * ROW_SIZE] = 1;
    row[t * ROW_SIZE + 1] = (t - (pastWeeks - 1)) / seasonWeeks;
    for (let k = 1; k <= harmonics; k++) {
      const position = (k * weekOfYear[t]!) % seasonWeeks;
      row[t * ROW_SIZE + 2 * k] = cosine[position]!;
      row[t * ROW_SIZE + 2 * k + 1] = sine[position]!;
    }
  }
  return row;
}
