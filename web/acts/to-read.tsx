import type { Subject } from '../../acts/form.ts';
import type { ActForm } from '../../acts/forms.ts';
import { Facts } from '../page/parts.tsx';

/** What a form agrees to, refuses or signs, in full, before its fields. */
export function FormToRead({ form, subject }: { form: ActForm; subject: Subject }) {
  const all = form.toRead?.(subject) ?? [];
  return all.map(({ title, facts }) => (
    <section key={`${title} ${facts[0]?.[0]}`}>
      <h2>{title}</h2>
      <Facts facts={facts} />
    </section>
  ));
}
