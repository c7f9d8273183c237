/*
 * Says two minutes before the session ends that it will, and offers to go on; says afterwards that it has ended. Another
 * page may have used the session meanwhile, so the server is asked before anything is said. The form on the page stays.
 */
const WARN_BEFORE = 120;
const ASK_AGAIN = 30;

const ending = document.getElementById('session-ending');
const ended = document.getElementById('session-ended');
let timer;

/** Seconds left; 0 where it has ended, undefined where nobody answers. */
async function ask(method) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? '';
  try {
    const answer = await fetch('/session', {
      method, headers: { 'Accept': 'application/json', 'X-CSRF-TOKEN': token }, cache: 'no-store',
    });
    // The token holds the session: it is refused once that has ended.
    return answer.ok ? (await answer.json()).left : answer.status === 403 ? 0 : undefined;
  } catch {
    return undefined;
  }
}

function open(dialog, other) {
  other.close();
  if (!dialog.open) {
    dialog.showModal();
  }
}

function plan(left) {
  clearTimeout(timer);
  if (left === undefined) {
    timer = setTimeout(look, ASK_AGAIN * 1000);
  } else if (left <= 0) {
    open(ended, ending);
  } else if (left <= WARN_BEFORE) {
    open(ending, ended);
    timer = setTimeout(look, left * 1000);
  } else {
    ending.close();
    ended.close();
    timer = setTimeout(look, (left - WARN_BEFORE) * 1000);
  }
}

async function look() {
  plan(await ask('GET'));
}

async function extend() {
  const left = await ask('POST');
  // Twelve hours after the sign-in nothing prolongs it.
  const isFinal = left > 0 && left <= WARN_BEFORE;
  ending.querySelectorAll('[data-extendable]').forEach((part) => { part.hidden = isFinal; });
  ending.querySelector('[data-final]').hidden = !isFinal;
  plan(left);
}

document.getElementById('session-extend').addEventListener('click', extend);
for (const dialog of [ending, ended]) {
  dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
}
// A computer that slept has timers that are late, and the bidder may come back from signing in on another page.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') {
    look();
  }
});
plan(Number(document.getElementById('session').dataset.left));
