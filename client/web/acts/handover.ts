import { pendingHandovers } from '../../../convention/acts/handover.ts';
import type { Convention, Handover } from '../../../convention/convention.ts';
import { holderOf } from '../../../convention/organisations.ts';
import { actForm, choice, numberOf, reason } from './asking.ts';
import type { ActForm, Subject } from './form.ts';

/** The handovers that whoever fills a form in may answer: those of their organisation, or all for who acts for either. */
function answerable({ convention, party }: Subject): readonly Handover[] {
  return pendingHandovers(convention).filter(
    ({ contact }) => party === undefined || holderOf(convention.document, contact) === party,
  );
}

const ofSomebody = (subject: Subject) =>
  choice(
    'handover',
    'Relais demandé',
    'le relais demandé',
    answerable(subject).map(({ id, from, to }) => [
      String(id),
      `${to.name} (${to.email}) à la place de ${from.name}`,
    ]),
  );

/** What was asked for from a mail is answered by the manager, or by somebody of the same organisation who has signed in. */
export const handoverForms = {
  confirmHandover: actForm({
    act: 'confirmHandover',
    title: 'Confirmer un relais demandé depuis un courriel',
    says: 'La personne proposée reprend les rôles de l’ancienne et reçoit ce qui est attendu d’elle ; l’ancienne est prévenue.',
    button: 'Confirmer le relais',
    group: 'Vie de la convention',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => answerable(subject).length > 0,
    fields: (subject) => [ofSomebody(subject)],
    input: ({ handover }, _subject, by) => ({ by, handover: numberOf(handover) }),
  }),
  refuseHandover: actForm({
    act: 'refuseHandover',
    title: 'Refuser un relais demandé depuis un courriel',
    says: 'La personne proposée n’est pas la bonne : rien ne change.',
    button: 'Refuser le relais',
    group: 'Vie de la convention',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => answerable(subject).length > 0,
    fields: (subject) => [ofSomebody(subject), reason],
    input: ({ handover, reason }, _subject, by) => ({ by, handover: numberOf(handover), reason }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

/** The same about one handover, as the manager's mail leads to them; none once it is answered. */
export function formsForHandover(convention: Convention, id: number): readonly ActForm[] {
  const asked = pendingHandovers(convention).find((one) => one.id === id);
  if (!asked) return [];
  const { from, to } = asked;
  return Object.values(handoverForms).map((form) => ({
    ...form,
    says: `${to.name} (${to.email}) à la place de ${from.name}. ${form.says}`,
    fields: (subject) => form.fields(subject).filter(({ name }) => name !== 'handover'),
    input: (values, subject, by) => form.input({ ...values, handover: String(id) }, subject, by),
  }));
}
