/* Texts as search compares them: small letters without marks, in words and pairs of Han letters. The
 * build reads pages in the same way, see `stages/search/letters.py`. */

const HAN =
  "\\u3005\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const WORD = new RegExp(`[${HAN}]+|[[\\p{L}\\p{N}]--[${HAN}]]+`, "gv");
const IS_HAN = new RegExp(`^[${HAN}]`, "v");
const SHORTENED = /(?:n't|'(?:s|t|re|ve|ll|d|m))(?![\p{L}\p{N}])/gu;

/** @param {string} text */
function bare(text) {
  return [...text.normalize("NFC")].map(bareLetter).join("");
}

/** @param {string} letter */
function bareLetter(letter) {
  const small = letter.normalize("NFKC").toLowerCase().replaceAll("\u2019", "'");
  return small.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
}

/** The words of what a person types; Han letters that stand together are one.
 * @param {string} text @param {Map<string, string>} [variants] */
export function words(text, variants = new Map()) {
  const found = bare(text).replace(SHORTENED, "").match(WORD) ?? [];
  return found.map((word) => (isHan(word) ? sameLetters(word, variants) : word));
}

/** Where each word of a text stands, and as what search compares it; `letters` are where each of its
 * letters stands, and the one behind it.
 * @param {string} text @param {Map<string, string>} variants
 * @returns {{ word: string, from: number, to: number, letters: number[] }[]} */
export function places(text, variants) {
  let plain = "";
  /** @type {number[]} */
  const from = [];
  let at = 0;
  for (const letter of text) {
    for (const unit of bareLetter(letter)) {
      const same = variants.get(unit) ?? unit;
      plain += same;
      for (let count = same.length; count; count -= 1) from.push(at);
    }
    at += letter.length;
  }
  from.push(at);
  return [...plain.matchAll(WORD)].map(({ 0: word, index }) => ({
    word,
    from: from[index],
    to: from[index + word.length],
    letters: from.slice(index, index + word.length + 1),
  }));
}

/** @param {string} word */
export function isHan(word) {
  return IS_HAN.test(word);
}

/** What a word is looked for by: itself, or each pair of neighbours among Han letters.
 * @param {string} word */
export function pieces(word) {
  const letters = [...word];
  if (!isHan(word) || letters.length < 2) return [word];
  return letters.slice(1).map((letter, before) => letters[before] + letter);
}

/** @param {string} pairs letters, each with the one that counts as the same behind it */
export function variantsFrom(pairs) {
  const letters = [...pairs];
  /** @type {Map<string, string>} */
  const variants = new Map();
  for (let at = 0; at + 1 < letters.length; at += 2) variants.set(letters[at], letters[at + 1]);
  return variants;
}

/** @param {string} word @param {Map<string, string>} variants */
function sameLetters(word, variants) {
  return [...word].map((letter) => variants.get(letter) ?? letter).join("");
}
