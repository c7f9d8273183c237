/*
 * Client of the key assistant on the bidder's own computer. It knows states, never sentences: each state is a box that
 * the server rendered in the reader's language (fragments/assistant.html), and exactly one box is shown at a time.
 */

const OLDEST = [0, 1, 0];
const ANSWER_WITHIN = 4000;

/** Something that keeps the bidder from going on; `state` names the box, `triesLeft` comes with a wrong PIN. */
export class Hindrance extends Error {
  constructor(state, triesLeft) {
    super(state);
    this.state = state;
    this.triesLeft = triesLeft;
  }
}

const STATES = {
  'origin-refused': 'blocked',
  'no-such-key': 'no-such-key',
  'wrong-pin': 'wrong-pin',
  'pin-locked': 'pin-locked',
  'cancelled': 'cancelled',
  'medium-number-mismatch': 'medium-number-mismatch',
};

const origin = document.body.dataset.assistant;

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(origin + path, { credentials: 'omit', cache: 'no-store', ...options });
  } catch {
    throw new Hindrance(await isThere() ? 'blocked' : 'missing');
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const locked = body.code === 'wrong-pin' && body.tries_left === 0;
    throw new Hindrance(locked ? 'pin-locked' : STATES[body.code] ?? 'failed', body.tries_left);
  }
  return body;
}

/** No answer and an answer without CORS headers look the same to a page, unless it does not ask to read the answer. */
async function isThere() {
  try {
    await fetch(origin + '/status', { mode: 'no-cors', credentials: 'omit', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}

function isOld(version) {
  const parts = String(version).split('.').map(Number);
  for (let i = 0; i < OLDEST.length; i++) {
    if ((parts[i] || 0) !== OLDEST[i]) {
      return (parts[i] || 0) < OLDEST[i];
    }
  }
  return false;
}

/** Whether the PIN is asked for by the page or in the assistant's own window. */
export async function status() {
  const found = await ask('/status', { signal: AbortSignal.timeout(ANSWER_WITHIN) });
  if (found.name !== 'tamga-assistant') {
    throw new Hindrance('missing');
  }
  if (isOld(found.version)) {
    throw new Hindrance('old');
  }
  return found;
}

/** The keys that are inserted, at least one. */
export async function keys() {
  const { keys: found = [], unreadable = [] } = await ask('/keys');
  if (found.length === 0) {
    throw new Hindrance(unreadable.length === 0 ? 'no-key' : 'unreadable');
  }
  return found;
}

/** A challenge of the server, asked for at the moment of signing, so that it cannot expire while the form is filled. */
async function challenge(purpose) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? '';
  let answer;
  try {
    answer = await fetch('/challenge', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept': 'application/json', 'X-CSRF-TOKEN': token },
      body: JSON.stringify({ purpose }),
    });
  } catch {
    throw new Hindrance('offline');
  }
  if (answer.status === 429) {
    throw new Hindrance('limited');
  }
  if (answer.status === 403) {
    throw new Hindrance('stale');
  }
  if (!answer.ok) {
    throw new Hindrance('offline');
  }
  return answer.json();
}

/** The proof as the server reads it: JSON text. `shown` is the data that the key signs along. */
export async function prove(purpose, shown, key, pin) {
  const { nonce, expires } = await challenge(purpose);
  const wanted = { key, purpose, nonce, expires, shown };
  if (pin !== undefined) {
    wanted.pin = pin;
  }
  const signed = await ask('/sign', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  return JSON.stringify({ certificate: signed.certificate, text: signed.text, signature: signed.signature });
}

/** Shows the box of one state, or none. */
export function show(state, triesLeft) {
  for (const box of document.querySelectorAll('#assistant-states [data-state]')) {
    box.hidden = box.dataset.state !== state;
    if (!box.hidden) {
      box.querySelectorAll('[data-tries]').forEach((place) => { place.textContent = String(triesLeft ?? ''); });
    }
  }
}

/** Shows what went wrong; anything unforeseen has a box as well. */
export function showHindrance(error) {
  if (!(error instanceof Hindrance)) {
    console.error(error);
  }
  show(error instanceof Hindrance ? error.state : 'failed', error.triesLeft);
}

/** Lists keys as radio buttons, the one chosen before or the first valid one chosen; `chosen(key)` hears of every change. */
export function listKeys(found, chosen) {
  const list = document.getElementById('key-list');
  const template = document.getElementById('key-template');
  const before = list.querySelector('input:checked')?.value;
  const first = found.find((key) => key.id === before)
    ?? found.find((key) => key.signing.state === 'valid')
    ?? found[0];
  list.replaceChildren(...found.map((key) => {
    const row = template.content.cloneNode(true);
    const radio = row.querySelector('input');
    radio.value = key.id;
    radio.checked = key === first;
    radio.addEventListener('change', () => chosen(key));
    fill(row, key);
    return row;
  }));
  chosen(first);
}

function fill(row, key) {
  const signing = key.signing;
  // Keys of one company differ by their label alone, and some CAs write numbers where others write the name.
  const label = key.label || signing.name;
  row.querySelector('[data-label]').textContent = label;
  row.querySelector('[data-label]').title = key.id;
  row.querySelector('[data-name]').textContent = signing.name;
  row.querySelector('[data-name]').hidden = label.includes(signing.name);
  row.querySelector('[data-number]').textContent = signing.serial;
  row.querySelector('[data-until]').textContent = signing.not_after;
  row.querySelector('[data-left]').textContent = String(signing.days_left);
  row.querySelector('[data-left-part]').hidden = signing.state !== 'valid';
  row.querySelector('[data-expired-part]').hidden = signing.state !== 'expired';
  row.querySelector('[data-future-part]').hidden = signing.state !== 'not-yet-valid';
  row.querySelector('[data-issuer]').textContent = signing.issuer_name || signing.issuer;
}

/** Shows the PIN field where the assistant leaves the PIN to the page. */
export function preparePin(found) {
  document.getElementById('pin-field').hidden = found.pin !== 'page';
}

/** Whether a PIN is due that nobody typed; the browser then says so at the field. */
export function isPinMissing() {
  const input = document.getElementById('pin');
  if (document.getElementById('pin-field').hidden || input.value !== '') {
    return false;
  }
  input.required = true;
  input.reportValidity();
  // Not for good: the demo's own button posts the same form without it.
  input.required = false;
  return true;
}

/** The PIN as typed, forgotten by the page at once; undefined where the assistant asks for it itself. */
export function takePin() {
  const field = document.getElementById('pin-field');
  if (field.hidden) {
    return undefined;
  }
  const input = document.getElementById('pin');
  const pin = input.value;
  input.value = '';
  return pin;
}
