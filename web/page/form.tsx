import type { Field, FormFault, Values } from '../../acts/form.ts';
import { Csrf } from './csrf.tsx';
import { FieldGroup } from './field.tsx';
import { fieldId, fileFieldOf, targetId } from './field-name.ts';
import { Hidden, Submit } from './post-form.tsx';
import { Way } from './ways.tsx';

/** A form that posts. */
export interface FormProps {
  readonly action: string;
  /** Token of the session; none on a page reached from a mail, whose link is the proof. */
  readonly csrf?: string | undefined;
  readonly fields: readonly Field[];
  /** What was filled in before; where it is absent altogether, fields start from their own value. */
  readonly values?: Values | undefined;
  readonly faults?: readonly FormFault[];
  /** Sent along, unseen. */
  readonly hidden?: Values;
  readonly button: string;
  /** Where the way out leads, and what it is called: « Annuler » by default. */
  readonly cancel?: string;
  readonly cancelLabel?: string;
}

/**
 * A form: what is wrong, then the fields, then its buttons. The browser checks nothing by itself: what is wrong is said
 * in the page, in French, at its field.
 */
export function Form(props: FormProps) {
  const { action, csrf, fields, values, faults = [], hidden = {}, button, cancel, cancelLabel } = props;
  const upload = fields.some(({ kind }) => kind === 'evidence' || kind === 'file' || kind === 'json');
  const required = fields.some(({ optional }) => !optional);
  const messages = messagesOf(faults);
  return (
    <>
      <ErrorSummary faults={faults} fields={fields} />
      <form
        className="dg-form"
        method="post"
        action={action}
        encType={upload ? 'multipart/form-data' : undefined}
        noValidate
        data-unsaved={fields.length > 0 ? '' : undefined}
      >
        <Csrf token={csrf} />
        <Hidden values={hidden} />
        {required && fields.some(({ optional }) => optional) && (
          <p className="fr-text--sm">Sauf mention « facultatif », toutes les réponses sont obligatoires.</p>
        )}
        {required && fields.length > 1 && !fields.some(({ optional }) => optional) && (
          <p className="fr-text--sm">Toutes les réponses sont obligatoires.</p>
        )}
        {fields.map((field) => (
          <FieldGroup
            key={field.name}
            field={field}
            value={values === undefined ? field.value : values[field.name]}
            fault={messages.get(field.name)}
            fileFault={messages.get(fileFieldOf(field.name))}
          />
        ))}
        <ActButtons button={button} cancel={cancel} cancelLabel={cancelLabel} />
      </form>
    </>
  );
}

/** The first fault of each field. */
export function messagesOf(faults: readonly FormFault[]): Map<string, string> {
  const messages = new Map<string, string>();
  for (const { field, message } of faults) {
    if (field !== undefined && !messages.has(field)) messages.set(field, message);
  }
  return messages;
}

/** What is wrong, above the form, each fault leading to its field; it takes the focus when the page opens. */
export function ErrorSummary(props: { faults: readonly FormFault[]; fields: readonly Field[] }) {
  const { faults, fields } = props;
  if (faults.length === 0) return null;
  const targets = new Map<string | undefined, string>();
  for (const field of fields) {
    targets.set(field.name, targetId(field));
    if (field.kind === 'evidence') targets.set(fileFieldOf(field.name), fieldId(fileFieldOf(field.name)));
  }
  return (
    <div className="fr-alert fr-alert--error" role="alert" tabIndex={-1} data-error-summary="">
      <h2 className="fr-alert__title">
        {faults.length === 1 ? 'Il y a un problème' : `${faults.length} erreurs à corriger`}
      </h2>
      <ul>
        {faults.map(({ field, message }) => {
          const target = targets.get(field);
          return (
            <li key={`${field} ${message}`}>
              {target === undefined ? message : <a href={`#${target}`}>{message}</a>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The button that does what the page is for, and the way out. */
export function ActButtons({
  button,
  cancel,
  cancelLabel = 'Annuler',
}: Pick<FormProps, 'button'> & { cancel: string | undefined; cancelLabel: string | undefined }) {
  return (
    <div className="dg-buttons">
      <Submit>{button}</Submit>
      {cancel !== undefined && <Way href={cancel}>{cancelLabel}</Way>}
    </div>
  );
}
