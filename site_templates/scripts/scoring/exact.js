/* Exact numbers: fractions of BigInt, in lowest terms, the denominator positive. No binary fraction
 * enters a sum, since Python and JavaScript must agree; a number is rounded only when it is shown.
 */

const PLAIN = /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$/;
const SMALLEST_FLOAT = 1e-4;
const WRITTEN_AS_DECIMAL = 10n ** 12n;

/** @param {bigint} n @param {bigint} d @returns {Fraction} */
export function fraction(n, d) {
  if (d < 0n) return fraction(-n, -d);
  let [a, b] = [n < 0n ? -n : n, d];
  while (b) [a, b] = [b, a % b];
  return { n: n / a, d: d / a };
}

/** @param {number} number @returns {Fraction} */
export function whole(number) {
  return { n: BigInt(number), d: 1n };
}

export const ZERO = whole(0);
export const ONE = whole(1);
export const HALF = fraction(1n, 2n);
export const HUNDRED = whole(100);

/** A decimal of the rules, or a canonical answer.
 * @param {string} text */
export function decimal(text) {
  const [digits, decimals = ""] = text.split(".");
  return fraction(BigInt(digits + decimals), 10n ** BigInt(decimals.length));
}

/** @param {Fraction} a @param {Fraction} b */
export function add(a, b) {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** @param {Fraction} a @param {Fraction} b */
export function minus(a, b) {
  return fraction(a.n * b.d - b.n * a.d, a.d * b.d);
}

/** @param {Fraction} a @param {Fraction} b */
export function times(a, b) {
  return fraction(a.n * b.n, a.d * b.d);
}

/** @param {Fraction} a @param {Fraction} b */
export function over(a, b) {
  return fraction(a.n * b.d, a.d * b.n);
}

/** @param {Fraction} a @param {Fraction} b */
export function compare(a, b) {
  const difference = a.n * b.d - b.n * a.d;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** @param {Fraction[]} values */
export function sum(values) {
  return values.reduce(add, ZERO);
}

/** @param {Fraction[]} values */
export function meanOf(values) {
  return over(sum(values), whole(values.length));
}

/** @param {Fraction} a @param {Fraction} b */
export function larger(a, b) {
  return compare(a, b) < 0 ? b : a;
}

/** @param {Fraction} a @param {Fraction} b */
export function smaller(a, b) {
  return compare(a, b) > 0 ? b : a;
}

/** @param {Fraction} value */
export function size(value) {
  return value.n < 0n ? minus(ZERO, value) : value;
}

/** BigInt division cuts towards zero; this one always goes down.
 * @param {Fraction} value */
export function floor(value) {
  const cut = value.n / value.d;
  return value.n < 0n && value.n % value.d ? cut - 1n : cut;
}

/** @param {Fraction} value */
export function ceiling(value) {
  return Number(-floor(minus(ZERO, value)));
}

/** @param {Fraction} value @returns {Amount} */
export function amount(value) {
  return { exact: exactText(value), shown: shown(value) };
}

/** @param {Fraction} value */
export function shown(value) {
  return String(floor(add(value, HALF)));
}

/** @param {Fraction} value */
export function exactText(value) {
  if (WRITTEN_AS_DECIMAL % value.d) return `${value.n}/${value.d}`;
  const scaled = (value.n < 0n ? -value.n : value.n) * (WRITTEN_AS_DECIMAL / value.d);
  const digits = String(scaled % WRITTEN_AS_DECIMAL).padStart(12, "0");
  const decimals = digits.replace(/0+$/, "");
  const sign = value.n < 0n ? "-" : "";
  return `${sign}${scaled / WRITTEN_AS_DECIMAL}${decimals ? `.${decimals}` : ""}`;
}

/** For people, with so many decimals at most, halves up: "2.67", "2.5", "3".
 * @param {Fraction} value @param {number} places */
export function decimals(value, places) {
  const scale = 10n ** BigInt(places);
  return exactText(fraction(floor(add(times(value, { n: scale, d: 1n }), HALF)), scale));
}

/** For people, rounded up: never less than it takes.
 * @param {Fraction} value @param {number} places */
export function decimalsUp(value, places) {
  const scale = 10n ** BigInt(places);
  return exactText(fraction(-floor(times(minus(ZERO, value), { n: scale, d: 1n })), scale));
}

/** What `exactText` wrote.
 * @param {string} text */
export function exactNumber(text) {
  const [n, d] = text.split("/");
  return d ? fraction(BigInt(n), BigInt(d)) : decimal(n);
}

/** The number that somebody answered, or null when it is not a plain decimal.
 * @param {unknown} value */
export function readDecimal(value) {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = typeof value === "string" ? value : numberText(value);
  return PLAIN.test(text) ? decimal(text) : null;
}

/** @param {number} value */
function numberText(value) {
  const size = Math.abs(value);
  const isInexact = size > Number.MAX_SAFE_INTEGER || (size > 0 && size < SMALLEST_FLOAT);
  return isInexact ? "" : String(value);
}

/** How many of `count` a share is, rounded up.
 * @param {string} share @param {number} count */
export function partOf(share, count) {
  return ceiling(times(decimal(share), whole(count)));
}
