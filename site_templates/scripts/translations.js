/* What the interface says in the site's language, and how that writes numbers. The build writes this
 * module anew for every language but English. */

/** @type {Translations} */
export const translations = {
  language: "en",
  texts: {},
  forms: {},
  numbers: {
    group: ",",
    decimal: ".",
    minus: "-",
    sizes: [3, 3],
    percent: "{number} %",
    money: "{currency}{number}",
    currencies: {
      AUD: "A$",
      BRL: "R$",
      CAD: "CA$",
      CNY: "CN¥",
      EUR: "€",
      GBP: "£",
      HKD: "HK$",
      ILS: "₪",
      INR: "₹",
      JPY: "¥",
      KRW: "₩",
      MXN: "MX$",
      NZD: "NZ$",
      PHP: "₱",
      TWD: "NT$",
      USD: "$",
      VND: "₫",
    },
  },
};
