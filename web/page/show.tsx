import type { FastifyInstance } from 'fastify';
import type { ReactNode } from 'react';
import type { Act } from '../../acts/act.ts';
import { acts } from '../../acts/acts.ts';
import type { Refusal } from '../../convention/errors.ts';
import { helpOn } from '../guide/help-on.ts';
import type { Onward } from '../sign-in/sign-in-routes.ts';
import type { Web } from '../web.ts';
import { publicPages } from './footer.tsx';
import { type Link, weekPath } from './header.tsx';
import { htmlOf, Layout, type LayoutProps } from './layout.tsx';
import { Alert } from './parts.tsx';
import { PostForm, Submit } from './post-form.tsx';
import { designSystemSkin, neutralSkin } from './skin.ts';
import { Way } from './ways.tsx';

/** A page besides its content; in error by itself when what was sent could not be processed (422). */
export interface Page
  extends Pick<LayoutProps, 'title' | 'within' | 'lead' | 'beside' | 'breadcrumb' | 'notice' | 'inError'> {
  readonly status?: number;
}

declare module 'fastify' {
  interface FastifyReply {
    /** Answers with a page. */
    show(page: Page, children: ReactNode): FastifyReply;
    /** Answers no, and says why. */
    refuse(status: number, title: string, sentences: readonly string[]): FastifyReply;
  }
}

/** Lets every reply answer with a page of the application. */
export function answerWithPages(app: FastifyInstance, web: Web): void {
  app.decorateReply('show', function ({ status = 200, inError = status === 422, ...page }, children) {
    const { session, url } = this.request;
    const [path = '/'] = url.split('?');
    return this.code(status)
      .type('text/html; charset=utf-8')
      .send(
        htmlOf(
          <Layout
            {...page}
            {...dressOf(web)}
            person={session?.person}
            csrf={session?.csrf}
            lasting={session && { mark: session.mark, leftMs: roundLeft(web.sessions.left(session).idle) }}
            nav={session ? menuOf(session.person.admin) : publicMenu}
            path={path}
            help={helpOn(path)}
            inError={inError}
          >
            {children}
          </Layout>,
        ),
      );
  });
  app.decorateReply('refuse', function (status, title, sentences) {
    return this.show(
      { title, status },
      <>
        <Alert tone="error">
          <Sentences sentences={sentences} />
        </Alert>
        <p className="fr-mt-3w">
          <Way href="/">Revenir à l’accueil</Way>
        </p>
      </>,
    );
  });
}

/** Time left, rounded down: how long a page took to make would tell a page that is not there from one that is hidden. */
function roundLeft(leftMs: number): number {
  const stepMs = 10_000;
  return Math.max(0, Math.floor((leftMs - 1) / stepMs)) * stepMs;
}

/** A page that only says something, whoever reads it. */
export function noticeHtml(web: Web, title: string, paragraphs: readonly string[], onward?: Onward): string {
  return htmlOf(
    <Layout title={title} path="" nav={publicMenu} {...dressOf(web)}>
      <Sentences sentences={paragraphs} />
      {onward && <Onwards {...onward} />}
    </Layout>,
  );
}

function Onwards({ label, href, fields }: Onward) {
  if (!fields) {
    return (
      <p>
        <Way href={href}>{label}</Way>
      </p>
    );
  }
  return (
    <PostForm action={href} hidden={fields}>
      <Submit>{label}</Submit>
    </PostForm>
  );
}

/** Why not, for whoever has a page before them: an engine that is down is no concern of theirs. */
export function wordsOf({ code, message }: Refusal): string {
  if (code === 'OUTCOME_UNKNOWN')
    return 'Votre demande est partie, mais le suivi des conventions n’a pas répondu à temps : elle est peut-être faite, ou le sera. La renvoyer dit ce qu’il en est, et ne la fait pas deux fois.';
  if (code === 'STORAGE_UNREACHABLE')
    return 'Le stockage de ce service ne répond pas pour l’instant. Rien n’a été perdu : réessayez dans un instant.';
  return code === 'ENGINE_UNREACHABLE'
    ? 'Le suivi des conventions ne répond pas pour l’instant. Rien n’a été perdu : réessayez dans un instant.'
    : byTitles(message);
}

/** What a refusal says of commands, by the titles of the pages where the same is done. */
function byTitles(message: string): string {
  return message.replaceAll(/«\sdelegation ([a-z-]+)[^»]*»/g, (command, verb: string) => {
    const act = Object.values<Act>(acts).find((one) => one.verb === verb);
    return act?.form ? `« ${act.form.title} »` : command;
  });
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return sentences.map((sentence) => <p key={sentence}>{sentence}</p>);
}

function dressOf({ dsfr, legal }: Web) {
  return {
    skin: dsfr ? designSystemSkin('/dsfr') : neutralSkin,
    accessibility: conformity[legal.accessibility],
  };
}

/** How the law has the conformity to the RGAA said. */
export const conformity = {
  non: 'non conforme',
  partiellement: 'partiellement conforme',
  totalement: 'totalement conforme',
} as const;

const publicMenu: readonly Link[] = [publicPages.register, publicPages.figures, publicPages.help];

function menuOf(isAdmin: boolean): readonly Link[] {
  return [
    { href: weekPath, label: 'Ma semaine' },
    { href: '/conventions', label: 'Conventions' },
    ...(isAdmin ? [{ href: '/nouvelle', label: 'Nouvelle convention' }] : []),
    ...publicMenu,
  ];
}
