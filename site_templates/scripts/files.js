/* What leaves the page as a file: it goes where the person puts it. */

/** @param {string} name @param {string} text @param {string} [type] */
export function saveAs(name, text, type = "application/json") {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
}
