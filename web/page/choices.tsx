import type { Options } from '../../acts/form.ts';
import { fieldId, optionId } from './field-name.ts';
import { describedBy, Fault, type FieldProps, Hint, Question } from './field-words.tsx';

/** One answer among a few, all in sight. */
export function Radios(props: FieldProps) {
  const { field } = props;
  // A button once chosen cannot be let go: no answer is an answer too.
  const none = field.optional ? [['', 'Sans réponse'] as const] : [];
  return <Answers {...props} type="radio" options={[...(field.options ?? []), ...none]} />;
}

/** Any number of answers. */
export function Choices(props: FieldProps) {
  return <Answers {...props} type="checkbox" options={props.field.options ?? []} />;
}

function Answers(
  props: FieldProps & {
    type: 'radio' | 'checkbox';
    options: Options;
  },
) {
  const { field, value, fault, type, options } = props;
  const id = fieldId(field.name);
  const given = type === 'radio' ? [value ?? ''] : (value?.split(',') ?? []);
  return (
    <fieldset
      className={`fr-fieldset${fault === undefined ? '' : ' fr-fieldset--error'}`}
      id={id}
      aria-labelledby={[`${id}-libelle`, describedBy(props) ?? ''].join(' ').trim()}
    >
      <legend className="fr-fieldset__legend" id={`${id}-libelle`}>
        <Question field={field} />
      </legend>
      <Hint field={field} />
      {options.map(([option, label, hint], index) => (
        <div key={option} className="fr-fieldset__element">
          <div className={`fr-${type}-group`}>
            <input
              type={type}
              id={optionId(field.name, index)}
              name={field.name}
              value={option}
              defaultChecked={given.includes(option)}
              required={type === 'radio' && !field.optional}
              aria-invalid={fault !== undefined && type === 'checkbox' ? true : undefined}
            />
            <label className="fr-label" htmlFor={optionId(field.name, index)}>
              {label}
              {hint !== undefined && <span className="fr-hint-text">{hint}</span>}
            </label>
          </div>
        </div>
      ))}
      <Fault field={field} fault={fault} />
    </fieldset>
  );
}
