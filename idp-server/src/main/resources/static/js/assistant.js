/*
 * Client of the key assistant on the bidder's own computer. It knows states, never sentences: each state is a box that
 * the server rendered in the reader's language (fragments/assistant.html), and exactly one box is shown at a time.
 */

const OLDEST = [0, 1, 0];
const ANSWER_WITHIN = 4000;
/** Seconds: the computer's clock may be so wrong before it is held to be the reason why the assistant refuses. */
const CLOCK_TOLERANCE = 60;
/** Seconds: a challenge that ends this soon may have ended before the server has its signature. */
const ON_THE_WAY = 5;

/** Something that keeps the bidder from going on; `state` names the box, `facts` are what the server could not print in it. */
export class Hindrance extends Error {
  constructor(state, facts = {}) {
    super(state);
    this.state = state;
    this.facts = facts;
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
    throw new Hindrance(locked ? 'pin-locked' : STATES[body.code] ?? 'failed', { tries: body.tries_left });
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

function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? '';
}

/** A token as a new page would have it: the session may have changed on another page, and what was typed here must stay. */
async function renewToken() {
  const page = await fetch(location.href, { headers: { 'Accept': 'text/html' } });
  const token = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('meta[name="csrf-token"]');
  if (!page.ok || !token) {
    throw new Hindrance('stale');
  }
  document.querySelector('meta[name="csrf-token"]').content = token.content;
  document.querySelectorAll('input[name="_csrf"]').forEach((field) => { field.value = token.content; });
}

async function askForChallenge(purpose) {
  try {
    return await fetch('/challenge', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept': 'application/json', 'X-CSRF-TOKEN': csrfToken() },
      body: JSON.stringify({ purpose }),
    });
  } catch {
    throw new Hindrance('offline');
  }
}

/** A challenge of the server, asked for at the moment of signing, so that it cannot expire while the form is filled. */
async function challenge(purpose) {
  let answer = await askForChallenge(purpose);
  if (answer.status === 403) {
    await renewToken();
    answer = await askForChallenge(purpose);
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
  const serverTime = Date.parse(answer.headers.get('Date')) / 1000;
  const { nonce, expires } = await answer.json();
  return { nonce, expires, left: expires - serverTime, clock: Date.now() / 1000 - serverTime };
}

/** The proof as the server reads it: JSON text. `shown` is the data that the key signs along. */
export async function prove(purpose, shown, key, pin) {
  const { nonce, expires, left, clock } = await challenge(purpose);
  // By a clock that nobody sets.
  const asked = performance.now();
  const wanted = { key, purpose, nonce, expires, shown };
  if (pin !== undefined) {
    wanted.pin = pin;
  }
  const signed = await ask('/sign', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wanted),
  }).catch((error) => { throw blameClock(error, clock); });
  if ((performance.now() - asked) / 1000 > left - ON_THE_WAY) {
    // The server would refuse it, and the page would be gone.
    throw new Hindrance('renewed');
  }
  return JSON.stringify({ certificate: signed.certificate, text: signed.text, signature: signed.signature });
}

/** The assistant refuses a challenge that has expired, or lasts too long, by this computer's clock. */
function blameClock(error, seconds) {
  return error.state === 'failed' && Math.abs(seconds) > CLOCK_TOLERANCE
    ? new Hindrance('clock', { minutes: Math.round(Math.abs(seconds) / 60) })
    : error;
}

/** Shows the box of one state, or none. */
export function show(state, facts = {}) {
  for (const box of document.querySelectorAll('#assistant-states [data-state]')) {
    box.hidden = box.dataset.state !== state;
    if (!box.hidden) {
      box.querySelectorAll('[data-tries]').forEach((place) => { place.textContent = String(facts.tries ?? ''); });
      box.querySelectorAll('[data-minutes]').forEach((place) => { place.textContent = String(facts.minutes ?? ''); });
    }
  }
}

/** Shows what went wrong; anything unforeseen has a box as well. */
export function showHindrance(error) {
  if (!(error instanceof Hindrance)) {
    console.error(error);
  }
  show(error instanceof Hindrance ? error.state : 'failed', error.facts);
}

/** Leaves the line of the CA that issued a key, if its name says which; all lines otherwise. For calling, never for trust. */
function showLinesOf(key) {
  const issuer = key.signing.issuer.toLowerCase();
  for (const list of document.querySelectorAll('[data-service-lines]')) {
    const lines = [...list.querySelectorAll('[data-ca]')];
    const own = lines.filter((line) => issuer.includes(line.dataset.ca));
    lines.forEach((line) => { line.hidden = own.length > 0 && !own.includes(line); });
  }
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
    radio.addEventListener('change', () => choose(key, chosen));
    fill(row, key);
    return row;
  }));
  choose(first, chosen);
}

function choose(key, chosen) {
  showLinesOf(key);
  chosen(key);
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
