/* 主体登录: finds the key, has it sign a challenge, posts the proof. */
import { isPinMissing, keys, listKeys, preparePin, prove, show, showHindrance, status, takePin } from './assistant.js';

const form = document.getElementById('sign-in-form');
const retry = document.getElementById('sign-in-retry');
const submit = document.getElementById('sign-in-now');
let key;

async function load() {
  show('checking');
  form.hidden = true;
  retry.hidden = true;
  try {
    preparePin(await status());
    listKeys(await keys(), (chosen) => { key = chosen; });
    show(null);
    form.hidden = false;
  } catch (error) {
    showHindrance(error);
    retry.hidden = false;
  }
}

async function signIn(event) {
  event.preventDefault();
  if (isPinMissing()) {
    return;
  }
  submit.disabled = true;
  show('signing');
  try {
    form.elements.proof.value = await prove('sign-in', {}, key.id, takePin());
    show('verifying');
    form.submit();
  } catch (error) {
    showHindrance(error);
    submit.disabled = false;
    if (!document.getElementById('pin-field').hidden) {
      document.getElementById('pin').focus({ preventScroll: true });
    }
    document.getElementById('assistant-states').scrollIntoView({ block: 'nearest' });
  }
}

form.addEventListener('submit', signIn);
document.querySelectorAll('[data-reload]').forEach((button) => button.addEventListener('click', load));
// The back button may restore the page with the progress box of the last attempt.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) {
    submit.disabled = false;
    load();
  }
});
load();
