import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { byNames } from '../../acts/by-names.ts';
import type { Values } from '../../acts/form.ts';
import { isIntention } from '../../acts/intention.ts';
import { OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { showConvention } from '../convention/frame.tsx';
import type { Opened } from '../convention/opened.ts';
import { Alert } from '../page/parts.tsx';
import { PostForm, Submit } from '../page/post-form.tsx';
import { oneOf, type Submitted } from '../request.ts';

// What a form asks for is done once, however often it is sent: each page of a form has a name for it.

/** Name of the hidden field that names what the page asks for. */
export const intentionField = 'demande';

/** A name for what a page is about to ask. */
export function newIntention(): { readonly [intentionField]: string } {
  return { [intentionField]: randomUUID() };
}

/** The name under which a form asks; a new one where its page gave none. */
export function intentionOfForm(values: Submitted['values']): string {
  const given = oneOf(values[intentionField]);
  return isIntention(given) ? given : randomUUID();
}

/** What was asked has left, and nobody has answered: how to know, without doing it twice. */
export function AskAgain(form: { action: string; csrf?: string | undefined; hidden: Values }) {
  return (
    <>
      <Alert tone="warning">
        Votre demande est partie, mais le suivi des conventions n’a pas répondu à temps : elle est peut-être
        faite, ou le sera.
      </Alert>
      <p>
        Demandez ce qu’il en est, maintenant ou plus tard, depuis cette page : elle ne sera pas faite deux
        fois.
      </p>
      <PostForm {...form}>
        <Submit>Demander ce qu’il en est</Submit>
      </PostForm>
    </>
  );
}

/** A page of a convention that offers it for an act which nobody has answered; whatever else went wrong is thrown. */
export function showUnanswered(
  reply: FastifyReply,
  one: Opened,
  error: unknown,
  form: { readonly action: string; readonly hidden: Values },
): FastifyReply {
  if (error instanceof Refused && !(error instanceof OutcomeUnknown))
    throw new Refused(error.code, byNames(one.record, error.message));
  if (!(error instanceof OutcomeUnknown)) throw error;
  const { session } = reply.request;
  return showConvention(
    reply,
    one,
    { tab: '/actes', ...unknownPage },
    <AskAgain {...form} csrf={session?.csrf} />,
  );
}

/** The page that offers it. */
export const unknownPage = { title: 'Envoyé, issue inconnue', status: 202 } as const;
