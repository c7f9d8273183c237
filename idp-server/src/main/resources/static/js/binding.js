/* 绑定, 添加副锁: reads the key into the form, has it sign the form's fields, posts both. */
import { isPinMissing, keys, listKeys, preparePin, prove, show, showHindrance, status, takePin } from './assistant.js';
import { creditCodeIn, watch } from './check-digit.js';

const OWN_FIELDS = new Set(['proof', '_csrf', 'demo_key', 'demo_pin', 'assistant-key', '']);

const form = document.getElementById('binding-form');
const submit = document.getElementById('binding-confirm');
const choices = document.getElementById('key-choices');
const unread = document.getElementById('binding-unread');
let key;

/** Not every page shows what it reads: a signature alone may be what it needs. */
function fill(name, value) {
  if (form.elements[name]) {
    form.elements[name].value = value;
  }
}

/** What the certificate holds is what the server will compare with; what was typed stays. */
function suggestCreditCode(certificate) {
  const field = form.elements.unified_social_credit_code;
  const code = field && (field.value === '' || field.dataset.suggested === field.value) ? creditCodeIn(certificate) : undefined;
  if (code !== undefined) {
    field.value = code;
    field.dataset.suggested = code;
    document.getElementById('unified_social_credit_code-read').hidden = false;
  }
}

function read(chosen) {
  key = chosen;
  fill('subject_name', chosen.signing.name);
  fill('key_number', chosen.signing.serial);
  fill('key_medium_number', chosen.medium_number);
  suggestCreditCode(chosen.signing.certificate);
  unread.hidden = true;
}

async function readCertificate() {
  show('checking');
  try {
    const assistant = await status();
    const found = await keys();
    listKeys(found, read);
    preparePin(assistant);
    choices.hidden = found.length < 2;
    show(null);
  } catch (error) {
    showHindrance(error);
  }
}

/** Exactly what the form will send, so that the key signs what the server reads; empty fields are not shown. */
function shown() {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (!OWN_FIELDS.has(name) && value !== '') {
      fields[name] = name in fields ? `${fields[name]},${value}` : value;
    }
  }
  return fields;
}

async function apply(event) {
  // The demo's own button posts the same form to the server, which signs in the assistant's place.
  if (event.submitter?.dataset.demo !== undefined) {
    return;
  }
  event.preventDefault();
  if (!key) {
    unread.hidden = false;
    document.getElementById('read-certificate').focus();
    return;
  }
  if (isPinMissing()) {
    return;
  }
  submit.disabled = true;
  show('signing');
  try {
    form.elements.proof.value = await prove(form.dataset.purpose ?? 'bind', shown(), key.id, takePin());
    show('verifying');
    form.submit();
  } catch (error) {
    showHindrance(error);
    document.getElementById('assistant-states').scrollIntoView({ block: 'center' });
    submit.disabled = false;
  }
}

watch(form);
form.addEventListener('submit', apply);
document.getElementById('read-certificate').addEventListener('click', readCertificate);
window.addEventListener('pageshow', (event) => {
  if (event.persisted) {
    submit.disabled = false;
    show(null);
  }
});
