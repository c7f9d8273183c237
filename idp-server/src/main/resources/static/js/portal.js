/* The search among the platforms, as it is typed; without scripts the server does the same (portal/Search). */
const form = document.getElementById('portal-search');
const field = document.getElementById('q');
const main = document.getElementById('content');

function plain(text) {
  return text.trim().slice(0, 50).normalize('NFKC').toLowerCase().replace(/[\s|]/g, '');
}

function filter() {
  const text = plain(field.value);
  let found = false;
  main.classList.toggle('searching', text !== '');
  document.querySelectorAll('.tab-panel').forEach((panel) => {
    let any = false;
    panel.querySelectorAll('[data-search]').forEach((tile) => {
      tile.hidden = !tile.dataset.search.includes(text);
      any ||= !tile.hidden;
    });
    panel.hidden = !any;
    found ||= any;
  });
  document.getElementById('search-none').hidden = found;
  document.getElementById('search-all').hidden = text === '';
}

if (form) {
  field.addEventListener('input', filter);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    filter();
  });
  // The back button may restore what was typed without its effect.
  window.addEventListener('pageshow', filter);
}
