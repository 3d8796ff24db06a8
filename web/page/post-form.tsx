import type { ReactNode } from 'react';
import type { Values } from '../../acts/form.ts';
import { Csrf } from './csrf.tsx';

/** A form that posts the token of the session, where there is one, and what is sent along unseen. */
export function PostForm(props: {
  action: string;
  csrf?: string | undefined;
  hidden?: Values;
  className?: string;
  children: ReactNode;
}) {
  const { action, csrf, hidden = {}, className, children } = props;
  return (
    <form method="post" action={action} className={className}>
      <Csrf token={csrf} />
      <Hidden values={hidden} />
      {children}
    </form>
  );
}

/** What a form sends along, unseen. */
export function Hidden({ values }: { values: Values }) {
  return Object.entries(values).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

/** The button that sends a form. */
export function Submit({ secondary = false, children }: { secondary?: boolean; children: ReactNode }) {
  return (
    <button className={`fr-btn${secondary ? ' fr-btn--secondary' : ''}`} type="submit">
      {children}
    </button>
  );
}
