// What a session has shown does not outlast it on the screen. The server says how long that is; a page that cannot
// reach it counts by itself.

const page = document.documentElement;
const mine = page.dataset.session ?? '';
const heard = new BroadcastChannel('session');
heard.postMessage(mine);
if (mine !== '') watch(document.querySelector('#session'));

/** @param parts the template of what is shown at the end, and before. */
function watch(parts) {
  const warnedMs = 5 * 60_000;
  const keptEveryMs = 5 * 60_000;
  const answersWithinMs = 5_000;
  let endsAt = Date.now() + Number(page.dataset.sessionLeft);
  let isAtMost = false;
  let isOver = false;
  /** The person has closed the warning of an end until then. */
  let knownEnd = 0;
  let keptAt = Date.now();

  const warning = parts.content.querySelector('dialog').cloneNode(true);
  const form = warning.querySelector('form');
  document.body.append(warning);

  function end() {
    if (isOver) return;
    isOver = true;
    const last = parts.content.querySelector('main').cloneNode(true);
    document.body.replaceChildren(last);
    document.body.hidden = false;
    document.title = last.querySelector('h1').textContent;
    last.focus();
  }

  function warn() {
    if (warning.open || endsAt <= knownEnd) return;
    const at = new Date(endsAt);
    warning.querySelector('[data-ends-at]').textContent =
      `${at.getHours()} h ${String(at.getMinutes()).padStart(2, '0')}`;
    warning.querySelector('[data-at-most]').hidden = !isAtMost;
    warning.querySelector('[data-unanswered]').hidden = true;
    warning.querySelector('[type=submit]').hidden = isAtMost;
    warning.showModal();
  }

  /** Asks the server. @returns undefined when it does not answer. */
  async function ask(address, init = {}) {
    try {
      const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(answersWithinMs) });
      return answer.ok ? await answer.json() : undefined;
    } catch {
      return undefined;
    }
  }

  /** Shows what is right to show now. @param told by the server; undefined when it says nothing. */
  function show(told) {
    if (isOver) return;
    if (told && told.session !== mine) return end();
    if (told) {
      endsAt = Date.now() + told.idle;
      isAtMost = told.idle === told.most;
    }
    const left = endsAt - Date.now();
    if (left <= 0) return end();
    document.body.hidden = false;
    if (left <= warnedMs) warn();
    else warning.close();
  }

  const look = async () => show(await ask(parts.dataset.left));

  async function keep() {
    keptAt = Date.now();
    const told = await ask(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (told) show(told);
    else await look();
    return told !== undefined;
  }

  /** What may be over is not shown while it is asked about. */
  const check = () => {
    if (isOver) return;
    const left = endsAt - Date.now();
    if (left <= 0) document.body.hidden = true;
    if (left <= warnedMs) look();
  };
  // Not one timer for the whole: those of a machine that sleeps stand still.
  setInterval(check, 10_000);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || isOver) return;
    check();
    look();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted || isOver) return;
    document.body.hidden = true;
    look();
  });

  // Somebody types: they are at work, though nothing is asked.
  addEventListener('input', () => {
    if (Date.now() - keptAt >= keptEveryMs) keep();
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    warning.querySelector('[data-unanswered]').hidden = (await keep()) || isOver;
  });
  const dismiss = () => {
    knownEnd = endsAt + answersWithinMs;
    warning.close();
  };
  warning.addEventListener('cancel', dismiss);
  warning.querySelector('[data-close]').addEventListener('click', dismiss);

  // Another page of this browser has another session, or none: somebody has signed out there.
  heard.addEventListener('message', async ({ data }) => {
    if (data === mine || isOver) return;
    await look();
    if (isOver) location.replace(parts.dataset.signIn);
  });
}
