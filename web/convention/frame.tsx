import type { FastifyReply } from 'fastify';
import type { ReactNode } from 'react';
import { frenchDate } from '../../convention/calendar/french.ts';
import { inBrackets } from '../../convention/document/articles.ts';
import { frenchStopping, stoppedOutside } from '../../convention/term/stop.ts';
import { frenchLacks } from '../../convention/views/view.ts';
import { typeset } from '../../letters/typography.ts';
import { standingNames } from '../access.ts';
import { Alert } from '../page/parts.tsx';
import { PostForm, Submit } from '../page/post-form.tsx';
import type { Page } from '../page/show.tsx';
import { Tabs } from '../page/ways.tsx';
import type { Opened } from './opened.ts';
import { PhaseBadge } from './phase-badge.tsx';

const tabs = [
  ['', 'Vue d’ensemble'],
  ['/obligations', 'Obligations'],
  ['/budget', 'Budget'],
  ['/suivi', 'Suivi'],
  ['/avenants', 'Avenants'],
  ['/courriels', 'Courriels'],
  ['/journal', 'Journal'],
  ['/documents', 'Documents'],
  ['/actes', 'Agir'],
] as const;

/** A page of a convention, besides its content; what tells it from others of its title, the convention's name is added to. */
export interface ConventionPage extends Pick<Page, 'within' | 'status' | 'inError' | 'notice'> {
  readonly tab: (typeof tabs)[number][0];
  /** Of a page within a tab. */
  readonly title?: string;
}

/** A page of a convention: its name, where it stands, its tabs, then what is to be shown. */
export function showConvention(
  reply: FastifyReply,
  opened: Opened,
  { tab, title, within, ...page }: ConventionPage,
  children: ReactNode,
): FastifyReply {
  const { id, view, standing, record } = opened;
  const root = `/conventions/${id}`;
  const label = tabs.find(([path]) => path === tab)?.[1] ?? '';
  const name = view.shortName;
  const article = inBrackets(record.document.shortfall?.article);
  return reply.show(
    {
      title: title ?? (tab === '' ? name : `${label} : ${name}`),
      within: [within, ...(title ? [name] : [])].filter(Boolean).join(', '),
      ...page,
      breadcrumb: [
        { label: 'Conventions', href: '/conventions' },
        ...(tab === '' && !title ? [] : [{ label: name, href: root }]),
        ...(tab !== '' && title ? [{ label, href: `${root}${tab}` }] : []),
      ],
      beside: <PhaseBadge phase={view.phase} stopped={view.stopped} />,
    },
    <>
      <p className="fr-text--lg">
        {typeset(view.title)}
        <br />
        {view.parties}
        {view.period && `, du ${frenchDate(view.period.effectiveOn)} au ${frenchDate(view.period.endsOn)}`}
        {record.version > 1 && `, version ${record.version}`}
        <span className="fr-hint-text">Vous agissez ici au titre de : {standingNames[standing.role]}.</span>
      </p>
      {view.stopped && (
        <Alert tone="error" title={`Convention ${stoppedOutside()}`}>
          <p>{frenchStopping(view.stopped)} Plus rien n’est écrit ni reçu.</p>
          {standing.role === 'admin' ? (
            <PostForm action={`${root}/reprise`} csrf={reply.request.session?.csrf}>
              <Submit>Reprendre la convention</Submit>
            </PostForm>
          ) : (
            <p>Prévenez un administrateur du service : il peut la reprendre là où elle en était.</p>
          )}
        </Alert>
      )}
      {view.suspendedSince && (
        <Alert tone="error" title="Exécution suspendue">
          <p>
            Depuis le {frenchDate(view.suspendedSince)}, faute d’ajustement de la dotation{article}.
          </p>
        </Alert>
      )}
      {view.shortfall && !view.suspendedSince && (
        <Alert tone="warning" title="Insuffisance de crédits">
          <p>
            Il manque {frenchLacks(view)} : le délégant décide d’un ajustement{article}.
          </p>
        </Alert>
      )}
      <Tabs
        label="Pages de la convention"
        path={`${root}${tab}`}
        tabs={tabs
          .filter(([path]) => !isAbsent(path, record))
          .map(([path, text]) => ({ href: `${root}${path}`, label: text }))}
      />
      {children}
    </>,
  );
}

/** Whether a tab would always be empty: the text has none of what it shows. */
function isAbsent(
  path: (typeof tabs)[number][0],
  { document, reports, meetings }: Opened['record'],
): boolean {
  if (path === '/budget') return !document.budget;
  const isReported = document.reports ?? document.committee;
  return path === '/suivi' && !isReported && Object.keys(reports).length === 0 && meetings.length === 0;
}
