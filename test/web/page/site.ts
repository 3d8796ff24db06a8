import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { packageRoot } from '../../../engine/package-root.ts';
import { htmlOf } from '../../../web/page/layout.tsx';
import { demo } from './demo.tsx';

/** Where the demonstration stands, for the browser alone: nothing listens. */
export const origin = 'http://demo.test';

/** The content security policy of the application. */
export const policy =
  "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** What a page was asked for, and what it complained about. */
export interface Visit {
  readonly posts: string[];
  readonly complaints: string[];
}

const types: Readonly<Record<string, string>> = { css: 'text/css', svg: 'image/svg+xml' };

/** Answers a page of the browser with the demonstration, under that policy. */
export async function serveDemo(page: Page): Promise<Visit> {
  const visit: Visit = { posts: [], complaints: [] };
  page.on('console', (message) => visit.complaints.push(message.text()));
  page.on('pageerror', (error) => visit.complaints.push(error.message));
  await page.route('**/*', async (route) => {
    const request = route.request();
    const { pathname, searchParams } = new URL(request.url());
    if (request.method() === 'POST') visit.posts.push(request.postData() ?? '');
    if (pathname.startsWith('/assets/')) {
      const contentType = types[pathname.split('.').at(-1) ?? ''] ?? 'text/javascript';
      await route.fulfill({
        contentType,
        body: readFileSync(join(packageRoot(), 'web', pathname)),
      });
      return;
    }
    const shown = demo[pathname];
    await route.fulfill({
      status: shown ? 200 : 404,
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
      body: shown
        ? htmlOf(shown(searchParams.get('q') ?? ''))
        : '<!DOCTYPE html><html lang="fr"><title>Absente</title><link rel="icon" href="data:,">',
    });
  });
  return visit;
}
