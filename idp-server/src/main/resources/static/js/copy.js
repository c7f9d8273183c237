/* Copies incident number and time, so that nobody has to read them out digit by digit. The button needs a script and shows with it. */
const button = document.querySelector('[data-copy]');
const copied = document.querySelector('[data-copied]');

async function copy() {
  const text = document.getElementById(button.dataset.copy).innerText.replace(/\s+/g, ' ').trim();
  await navigator.clipboard.writeText(text);
  copied.hidden = false;
}

if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener('click', copy);
}
