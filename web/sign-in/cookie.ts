import type { CookieSerializeOptions } from '@fastify/cookie';

/** A cookie of this site, ready for `reply.setCookie(name, value, options)`. */
export interface Cookie {
  readonly name: string;
  readonly options: CookieSerializeOptions;
}

/**
 * A cookie that scripts do not read, and that comes with nobody else's forms. Over https its name makes browsers
 * refuse one that a neighbouring host or a page without TLS has set (RFC 6265bis, `__Host-`); without TLS, on
 * loopback, that name is not allowed.
 *
 * @param baseUrl public URL of the site.
 */
export function siteCookie(name: string, baseUrl: string): Cookie {
  const secure = new URL(baseUrl).protocol === 'https:';
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  };
}
