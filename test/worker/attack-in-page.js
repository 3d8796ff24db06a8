// Run by the browser in the page of an attacker, by `test/worker/other-pages.engine.test.ts`.

// The first asks for nobody's leave; browsers ask for it before they send any other.
const types = ['text/plain', 'application/json'];

/** Asks a site as a page may that it has no say over: every way, every path. Gives what could be read of the answers. */
async function attack(base, attacks) {
  const read = [];
  const ask = async (path, how) => {
    try {
      const signal = AbortSignal.timeout(4_000);
      const answer = await fetch(`${base}${path}`, { credentials: 'include', signal, ...how });
      read.push(await answer.text());
    } catch {
      // Refused, or not to be read.
    }
  };
  await Promise.all(
    attacks.map(async ({ path, body }) => {
      await ask(path, {});
      for (const type of types) {
        await ask(path, { method: 'POST', body, headers: { 'content-type': type } });
      }
      await ask(path, { method: 'POST', body, mode: 'no-cors' });
      await post(`${base}${path}`, body, 'application/x-www-form-urlencoded');
    }),
  );
  return read.join('\n');
}

/** Posts a form into a frame, as any page may to any site. */
function post(action, body, enctype) {
  const name = `frame-${Math.random()}`;
  const frame = Object.assign(document.createElement('iframe'), { name });
  const form = Object.assign(document.createElement('form'), {
    method: 'post',
    action,
    enctype,
    target: name,
  });
  const [, field = '', value = ''] = /^([^=]*)=?([\s\S]*)$/.exec(body) ?? [];
  form.append(Object.assign(document.createElement('textarea'), { name: field, value }));
  const done = new Promise((over) => {
    frame.onload = over;
    setTimeout(over, 300);
  });
  document.body.append(frame, form);
  form.submit();
  return done.then(() => frame.remove());
}

/** Acts on a convention as the Temporal UI's own pages do: with the token of its cookie. */
async function actAsTheUi(path) {
  const [, token = ''] = /_csrf=([^;]+)/.exec(document.cookie) ?? [];
  const { status } = await fetch(path, {
    method: 'POST',
    body: '{"reason":"essai"}',
    headers: { 'content-type': 'application/json', 'x-csrf-token': token },
  });
  return status;
}

Object.assign(globalThis, { attack, actAsTheUi });
