import type { CustomFetchOptions } from 'openid-client';
import { isLoopbackHost } from '../../contract/loopback.ts';

/**
 * The proxy that an environment names for an address: `https_proxy` or `http_proxy` by its protocol, else `all_proxy`,
 * in small letters or capitals, unless `no_proxy` lists its host, a domain above it, or `*`. This machine is never
 * looked for through a proxy. Proxies that do not speak HTTP are passed over.
 */
export function proxyFor(address: URL, environment: NodeJS.ProcessEnv): string | undefined {
  const said = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
  const { protocol, hostname, port } = address;
  if (isLoopbackHost(hostname)) return undefined;
  const spared = (said('no_proxy') ?? '').toLowerCase().split(/[\s,]+/);
  const isSpared = spared.some((entry) => {
    const [, domain = '', itsPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (entry === '*') return true;
    if (domain === '' || (itsPort !== undefined && itsPort !== portOf(protocol, port))) return false;
    return hostname === domain || hostname.endsWith(`.${domain}`);
  });
  const proxy = isSpared ? undefined : (said(`${protocol.slice(0, -1)}_proxy`) ?? said('all_proxy'));
  return proxy !== undefined && /^https?:\/\//.test(proxy) ? proxy : undefined;
}

function portOf(protocol: string, port: string): string {
  return port || (protocol === 'https:' ? '443' : '80');
}

/** `fetch` through the proxy that the environment of this process names, which Node.js itself does not read. */
export async function proxiedFetch(
  address: string,
  options: Omit<CustomFetchOptions, 'headers' | 'body'> & {
    headers: Record<string, string> | Headers;
    body?: CustomFetchOptions['body'];
  },
): Promise<Response> {
  const proxy = proxyFor(new URL(address), process.env);
  const { method, redirect, signal, body, headers } = options;
  const asked = {
    method,
    redirect,
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
    headers: Object.fromEntries(new Headers(headers)),
  };
  if (proxy === undefined) return fetch(address, asked);
  // Its own `fetch`: that of Node.js may be of another version, and then takes no agent of this one. Loaded at need:
  // few deployments go through a proxy.
  const { fetch: fetchThrough, ProxyAgent } = await import('undici');
  const agent = new ProxyAgent(proxy);
  try {
    const answer = await fetchThrough(address, { ...asked, dispatcher: agent });
    const content = answer.body === null ? null : await answer.arrayBuffer();
    return new Response(content, { status: answer.status, headers: [...answer.headers] });
  } finally {
    await agent.close();
  }
}
