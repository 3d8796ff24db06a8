import type { ExportFinding, ToldExport } from '../../contract/dropped-exports.ts';
import { capitalised, enumerated, frenchInstant } from '../../convention/calendar/french.ts';
import type { Content, Group } from '../../letters/content.ts';
import { typeset } from '../../letters/typography.ts';
import { adminContent } from './admin-content.ts';

/** What admins read when an export that was dropped is refused, waits, or has rows that are nobody's. */
export function droppedContent(told: ToldExport, web: string | undefined): Content {
  const { name, at, kept, reason, refused, unclaimed } = told;
  const found = [
    ...(reason === undefined ? [] : [kept === undefined ? 'en attente' : 'refusé']),
    ...(refused.length > 0 ? ['des conventions refusent leur part'] : []),
    ...(unclaimed.length > 0 ? ['des lignes ne reviennent à aucune convention'] : []),
  ];
  const words = {
    title: `Export de Chorus « ${name} »`,
    subject: `export « ${name} » – ${found.join(', ')}`,
    heading: 'Un export de Chorus est à regarder',
    summary:
      kept === undefined
        ? `« ${name} » attend d’être lu depuis le ${frenchInstant(at)}.`
        : `« ${name} », lu le ${frenchInstant(at)} : ${enumerated(found)}.`,
    groups: [
      ...(reason === undefined ? [] : [wholeGroup(name, reason, kept === undefined)]),
      groupOf('Conventions qui refusent leur part', refused, {
        status: 'Refusé',
        closing: 'Les autres conventions ont la leur.',
      }),
      groupOf('Lignes qui ne reviennent à aucune convention', unclaimed, {
        status: 'À personne',
        closing:
          'Elles ne sont comptées nulle part. Si elles sont à une convention, complétez ses codes (centre financier, activité, centre de coût), puis déposez de nouveau l’export.',
      }),
    ],
    answer: {
      heading: 'La suite',
      text:
        kept === undefined
          ? 'Rien n’est à déposer de nouveau. Si cela dure, le journal des workers dit ce qui ne répond pas.'
          : `L’export est rangé dans « ${kept} », avec un rapport qui dit tout. Déposé de nouveau, il ne compte que ce qui manque.`,
    },
    automatic:
      'Message automatique : il n’est envoyé que si un export est refusé, attend, ou a des lignes qui ne sont à personne.',
  };
  return adminContent(words, web);
}

function wholeGroup(name: string, reason: string, isWaiting: boolean): Group {
  const [lead = '', ...faults] = reason.split('\n');
  return {
    heading: isWaiting ? 'Export en attente' : 'Export refusé',
    matters: [
      {
        tone: 'overdue',
        status: isWaiting ? 'En attente' : 'Refusé',
        title: typeset(name),
        lead: typeset(lead),
        paragraphs: faults.map(typeset),
        facts: [],
      },
    ],
    closing: [
      typeset(
        isWaiting
          ? 'Il est toujours dans le dossier, et sera lu dès que possible.'
          : 'Rien n’en est importé. Corrigez-le, ou extrayez-le de nouveau, puis déposez-le.',
      ),
    ],
  };
}

function groupOf(
  heading: string,
  all: readonly ExportFinding[],
  { status, closing }: { readonly status: string; readonly closing: string },
): Group {
  return {
    heading: typeset(heading),
    matters: all.map(({ what, why }) => ({
      tone: 'overdue',
      status: typeset(status),
      title: typeset(what),
      lead: typeset(capitalised(why)),
      paragraphs: [],
      facts: [],
    })),
    closing: [typeset(closing)],
  };
}
