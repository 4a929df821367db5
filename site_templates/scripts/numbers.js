/* Numbers as the site's language writes them; the twin of generator/icp_playbook/numbers.py. */

import { translations } from "./translations.js";

const GAP = "\u00a0";

/** A plain decimal such as -1234.5 as people read it; years have no groups.
 * @param {Figure} figure @param {NumberFormats} [formats] */
export function written({ number, form = "", currency = "" }, formats = translations.numbers) {
  const [whole, decimals = ""] = number.replace("-", "").split(".");
  const cents = form === "money" && decimals.length === 1 ? `${decimals}0` : decimals;
  const digits = form === "year" ? whole : grouped(whole, formats);
  const text = digits + (cents && formats.decimal + cents);
  const sign = number.startsWith("-") ? formats.minus : "";
  if (form === "percent") return sign + formats.percent.split("{number}").join(text);
  return sign + (form === "money" ? money(text, currency, formats) : text);
}

/** @param {string} whole @param {NumberFormats} formats */
function grouped(whole, { group, sizes: [last, before] }) {
  const groups = [whole.slice(-last)];
  for (let end = whole.length - last; end > 0; end -= before) {
    groups.unshift(whole.slice(Math.max(end - before, 0), end));
  }
  return groups.join(group);
}

/** The currency where it stands; letters never touch the digits.
 * @param {string} number @param {string} code @param {NumberFormats} formats */
function money(number, code, { money: pattern, currencies }) {
  const currency = Object.hasOwn(currencies, code) ? currencies[code] : code;
  const behind = pattern.includes("{currency}{number}") && /[A-Za-z]$/.test(currency);
  const ahead = pattern.includes("{number}{currency}") && /^[A-Za-z]/.test(currency);
  const text = (ahead ? GAP : "") + currency + (behind ? GAP : "");
  return pattern.split("{number}").join(number).split("{currency}").join(text);
}
