import type { ReactNode } from 'react';
import type { Field } from '../../acts/form.ts';
import { citationOf, piecesIn, wordsBeside } from '../../convention/proof/piece.ts';
import { Choices, Radios } from './choices.tsx';
import { checked, fieldId, fileFieldOf, isRadio, receivedFieldOf } from './field-name.ts';
import { describedBy, Fault, type FieldProps, Hint, Question } from './field-words.tsx';

/** One question of a form, after its kind. */
export function FieldGroup(props: FieldProps & { fileFault?: string | undefined }) {
  const { field } = props;
  switch (field.kind) {
    case 'choice':
      return isRadio(field) ? <Radios {...props} /> : <Select {...props} />;
    case 'agreement':
      return isRadio(field) ? <Radios {...props} /> : <Agreement {...props} />;
    case 'choices':
      return <Choices {...props} />;
    case 'check':
      return <Check {...props} />;
    case 'text':
    case 'amounts':
      return <LongText {...props} />;
    case 'evidence':
      return <Evidence {...props} />;
    case 'file':
    case 'json':
      return <File {...props} />;
    default:
      return <Line {...props} />;
  }
}

/** What each one-line kind asks of the browser. Numbers are texts: a `number` field swallows what it does not like. */
const lineAttributes = {
  line: { type: 'text' },
  email: { type: 'email', autoComplete: 'email', spellCheck: false },
  date: { type: 'date' },
  time: { type: 'time' },
  euros: { type: 'text', inputMode: 'decimal', autoComplete: 'off' },
  whole: { type: 'text', inputMode: 'numeric', autoComplete: 'off' },
} as const;

function Line(props: FieldProps) {
  const { field, value } = props;
  const kind = Object.hasOwn(lineAttributes, field.kind)
    ? (field.kind as keyof typeof lineAttributes)
    : 'line';
  const isName = kind === 'line' && field.name === 'name';
  return (
    <Group {...props} kind="input">
      <input
        className={`fr-input${kind === 'line' || kind === 'email' ? '' : ' dg-short'}`}
        {...lineAttributes[kind]}
        {...(isName ? { autoComplete: 'name' } : {})}
        {...wired(props)}
        defaultValue={value}
      />
    </Group>
  );
}

function LongText(props: FieldProps) {
  const { field, value } = props;
  return (
    <Group {...props} kind="input">
      <textarea
        className="fr-input"
        rows={field.kind === 'amounts' ? 6 : 4}
        spellCheck={field.kind === 'amounts' ? false : undefined}
        {...wired(props)}
        defaultValue={
          field.kind === 'amounts'
            ? value?.replaceAll(/[,;]\s*(?=(?:[a-z\d-]+[^\S\r\n]+)?\d{4}-)/g, '\n')
            : value
        }
      />
    </Group>
  );
}

function Select(props: FieldProps) {
  const { field, value } = props;
  return (
    <Group {...props} kind="select">
      <select className="fr-select" {...wired(props)} defaultValue={value ?? ''}>
        <option value="">{field.optional ? 'Sans réponse' : 'Choisir…'}</option>
        {field.options?.map(([option, label]) => (
          <option key={option} value={option}>
            {label}
          </option>
        ))}
      </select>
    </Group>
  );
}

function File(props: FieldProps) {
  return (
    <>
      <Received {...props} />
      <Group {...props} kind="upload">
        <input type="file" className="fr-upload" {...wired(props)} />
      </Group>
    </>
  );
}

/** The file that came before, cited by the answer: a browser does not send it again. */
function Received({ field, value = '' }: FieldProps) {
  const pieces = piecesIn(value);
  const isText = field.kind === 'json' && value !== '';
  if (pieces.length === 0 && !isText) return null;
  const cited = isText ? value : pieces.map(citationOf).join(' ');
  const names = isText ? 'le fichier' : pieces.map(({ name }) => `« ${name} »`).join(', ');
  const box: Field = {
    name: receivedFieldOf(field.name),
    label: `Garder ${names}, déjà reçu`,
    hint: 'Un autre fichier prend sa place.',
    kind: 'check',
  };
  return <Check field={box} value={cited} ticked={cited} fault={undefined} />;
}

/** A text, a file, or both: either answers the question. */
function Evidence(props: FieldProps & { fileFault?: string | undefined }) {
  const { field, value, fileFault } = props;
  const file: Field = {
    name: fileFieldOf(field.name),
    label: 'Fichier joint',
    hint: 'Il complète le texte, ou en tient lieu.',
    kind: 'file',
    optional: true,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: its label is already that of the text, a legend would say it twice
    <div className="dg-evidence" role="group" aria-labelledby={`${fieldId(field.name)}-libelle`}>
      <LongText {...props} value={value && wordsBeside(value)} />
      <File field={file} value={value} fault={fileFault} />
    </div>
  );
}

/** The one thing that may be agreed to: a box whose value names it. */
function Agreement(props: FieldProps) {
  const { field } = props;
  const [[mark, label] = ['', '']] = field.options ?? [];
  return <Check {...props} field={{ ...field, label }} ticked={mark} />;
}

function Check(props: FieldProps & { ticked?: string }) {
  const { field, value, fault, ticked = checked } = props;
  return (
    <div className={`fr-fieldset${fault === undefined ? '' : ' fr-fieldset--error'}`}>
      <div className="fr-checkbox-group">
        <input type="checkbox" value={ticked} {...wired(props)} defaultChecked={value === ticked} />
        <Label field={field} />
      </div>
      <Hint field={field} />
      <Fault field={field} fault={fault} />
    </div>
  );
}

function Group(props: FieldProps & { kind: 'input' | 'select' | 'upload'; children: ReactNode }) {
  const { field, fault, kind, children } = props;
  return (
    <div className={`fr-${kind}-group${fault === undefined ? '' : ` fr-${kind}-group--error`}`}>
      <Label field={field} />
      <Hint field={field} />
      {children}
      <Fault field={field} fault={fault} />
    </div>
  );
}

function Label({ field }: { field: Field }) {
  const id = fieldId(field.name);
  return (
    <label className="fr-label" id={`${id}-libelle`} htmlFor={id}>
      <Question field={field} />
    </label>
  );
}

/** What ties a field to its label, its hint and its fault. */
function wired(props: FieldProps) {
  const { field, fault } = props;
  return {
    id: fieldId(field.name),
    name: field.name,
    required: !field.optional && field.kind !== 'check' && field.kind !== 'evidence',
    'aria-describedby': describedBy(props),
    'aria-invalid': fault === undefined ? undefined : true,
  };
}
