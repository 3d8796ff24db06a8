import type { Convention } from '../convention/convention.ts';
import { pendingHandovers } from './about-handovers.ts';
import { type ActForm, actForms, answered } from './forms.ts';

/** The forms that answer one handover, as the manager's mail leads to them; none once it is answered. */
export function formsForHandover(convention: Convention, id: number): readonly ActForm[] {
  const asked = pendingHandovers(convention).find((one) => one.id === id);
  if (!asked) return [];
  const { from, to } = asked;
  return [actForms.confirmHandover, actForms.refuseHandover].map((form) => ({
    ...answered(form, { handover: String(id) }),
    says: `${to.name} (${to.email}) à la place de ${from.name}. ${form.says}`,
  }));
}
