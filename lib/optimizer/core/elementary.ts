/**
 * Logarithm, exponential and the normal quantile built only from + - * / and sqrt, which IEEE 754 rounds the same way
 * on every machine. Math.log and Math.exp may differ in the last bit between engines; a simulated world or a stored
 * forecast must not. Errors stay below about 2 units in the last place over the range used here.
 */

const bits = new DataView(new ArrayBuffer(8));
const LN2_HI = 0.6931471803691238; // the 33 leading bits, so that exponent * LN2_HI is exact
const LN2_LO = 1.9082149292705877e-10;
const TWO_54 = 18014398509481984;

/** Natural logarithm of a finite x; -Infinity at 0, NaN below 0. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  const isSubnormal = x < 2.2250738585072014e-308;
  bits.setFloat64(0, isSubnormal ? x * TWO_54 : x);
  const high = bits.getUint32(0);
  let exponent = (high >>> 20) - 1023 - (isSubnormal ? 54 : 0);
  bits.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  let m = bits.getFloat64(0);
  if (m > Math.SQRT2) {
    m *= 0.5;
    exponent += 1;
  }
  // ln m = 2 atanh(s), |s| <= 0.1716: the odd series to s^23 leaves less than 1e-19.
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  let tail = 1 / 23;
  for (let k = 21; k >= 3; k -= 2) tail = tail * z + 1 / k;
  return exponent * LN2_HI + (2 * s + (2 * s * z * tail + exponent * LN2_LO));
}

/** e to the power x; 0 below -745.2, Infinity above 709.8. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const r = x - k * LN2_HI - k * LN2_LO;
  let sum = 1;
  for (let n = 14; n >= 1; n--) sum = 1 + (sum * r) / n;
  if (k < -1000) return powerOfTwo(k + 100) * (sum * powerOfTwo(-100));
  return k > 1000 ? sum * powerOfTwo(1000) * powerOfTwo(k - 1000) : sum * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** ln of the gamma function for x > 0 (Stirling's series after shifting x above 10). */
export function lnGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`lnGamma: x must be above 0, got ${x}`);
  let shift = 1;
  let y = x;
  while (y < 10) {
    shift *= y;
    y += 1;
  }
  const i2 = 1 / (y * y);
  const series =
    (1 / 12 -
      i2 *
        (1 / 360 -
          i2 * (1 / 1260 - i2 * (1 / 1680 - i2 * (1 / 1188 - i2 * (691 / 360360 - i2 / 156)))))) /
    y;
  return (y - 0.5) * ln(y) - y + 0.9189385332046727 + series - ln(shift);
}

const central = {
  a: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  b: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
};
const middle = {
  a: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  b: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
    0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
  ],
};
const tail = {
  a: [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  b: [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
};

function ratio(p: { a: readonly number[]; b: readonly number[] }, r: number): number {
  let top = 0;
  let bottom = 0;
  for (let k = 0; k < 8; k++) {
    top = top * r + p.a[k]!;
    bottom = bottom * r + p.b[k]!;
  }
  return top / bottom;
}

/** Standard normal quantile for level in (0, 1), relative error about 1e-15 (Wichura 1988, AS 241). */
export function normalQuantile(level: number): number {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`normalQuantile: level must be in (0,1), got ${level}`);
  }
  const q = level - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(central, 0.180625 - q * q);
  const r = Math.sqrt(-ln(q < 0 ? level : 1 - level));
  const z = r <= 5 ? ratio(middle, r - 1.6) : ratio(tail, r - 5);
  return q < 0 ? -z : z;
}
