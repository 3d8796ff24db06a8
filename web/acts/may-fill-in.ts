import type { ActForm } from '../../acts/forms.ts';
import { mayDo, type Standing } from '../../acts/standing.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import type { Duty } from '../../convention/duties/duty.ts';

/** Whether somebody of that standing may do an act, about the duty they came from if they did. */
export function mayFillIn(
  standing: Standing,
  document: ConventionDocument,
  form: ActForm,
  duty?: Duty,
): boolean {
  return mayDo(standing, form, document) || mayDo(standing, form, document, duty);
}
