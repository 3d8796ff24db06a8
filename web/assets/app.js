// Makes pages more comfortable. All of them work without it.
import './session.js';

const announced = document.createElement('p');
announced.className = 'fr-sr-only';
announced.setAttribute('role', 'status');
document.body.append(announced);

document.querySelector('[data-error-summary]')?.focus();

// A form is sent once: a second press would act twice.
const buttonsOf = (form) => [...form.elements].filter(({ type }) => type === 'submit');

function enable(form) {
  delete form.dataset.sent;
  for (const button of buttonsOf(form)) button.disabled = false;
}

document.addEventListener('submit', ({ target: form, defaultPrevented }) => {
  // Not `form.method`: a field may bear that name.
  if (defaultPrevented || form.getAttribute('method') !== 'post') return;
  form.dataset.sent = '';
  // Afterwards: a disabled button would not be sent with the form.
  setTimeout(() => {
    for (const button of buttonsOf(form)) button.disabled = true;
  });
  // The page may stay: the answer was a file, the network failed, or the person stopped it.
  setTimeout(() => enable(form), 20_000);
});

// Back from the next page, the browser may show this one as it was left.
addEventListener('pageshow', () => {
  for (const form of document.forms) enable(form);
});

// What was typed is not lost by mistake.
for (const form of document.querySelectorAll('form[data-unsaved]')) {
  form.addEventListener('input', () => {
    form.dataset.changed = '';
  });
}

addEventListener('beforeunload', (event) => {
  if (document.querySelector('form[data-unsaved][data-changed]:not([data-sent])')) event.preventDefault();
});

// A list follows its filters while they are filled in.
for (const form of document.querySelectorAll('form[data-live]')) {
  let pause;
  let request;

  const refresh = async () => {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    const address = new URL(form.getAttribute('action') ?? '', location.href);
    const filled = [...new FormData(form)].filter(([, value]) => value !== '');
    address.search = new URLSearchParams(filled).toString();
    try {
      const answer = await fetch(address, { signal });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const results = page.querySelector('#resultats');
      if (!answer.ok || !results) throw new Error('not the list');
      document.querySelector('#resultats').replaceWith(results);
      history.replaceState(null, '', address);
      document.title = page.title;
      announced.textContent = results.querySelector('[data-count]')?.textContent ?? '';
    } catch (error) {
      // Signed out, or no network: the browser shows it as it would without us.
      if (error.name !== 'AbortError') form.submit();
    }
  };

  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(refresh, 300);
  };
  form.addEventListener('input', soon);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    refresh();
  });
}

// What is being prepared shows by itself once it is ready.
const awaited = document.querySelector('[data-poll]');
const look = async () => {
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!page.querySelector('[data-poll]')) return location.reload();
  } catch {
    // No network for now: the next look may have one.
  }
  setTimeout(look, 2_000);
};
if (awaited) setTimeout(look, 2_000);
