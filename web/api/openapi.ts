import { z } from 'zod';
import type { Act } from '../../acts/act.ts';
import { actNames, acts } from '../../acts/acts.ts';
import type { FieldKind, Question } from '../../acts/form.ts';
import { isDemanded, isFormed } from '../../acts/forms.ts';
import { phases } from '../../convention/convention.ts';
import { documentJsonSchema } from '../../convention/document/json-schema.ts';
import { errors } from '../../convention/errors.ts';
import { signatureKeys } from '../../convention/proof/signatory.ts';
import { watches } from '../portfolio/query.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What each kind of question takes, as JSON Schema. */
const kinds: Readonly<Record<FieldKind, Schema>> = {
  line: { type: 'string' },
  text: { type: 'string' },
  email: { type: 'string', format: 'email' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' },
  euros: { type: 'number', description: 'Euros, deux décimales au plus.' },
  whole: { type: 'integer' },
  amounts: {
    type: 'array',
    items: {
      type: 'object',
      properties: { month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' }, amount: { type: 'number' } },
      required: ['month', 'amount'],
    },
  },
  choice: { type: 'string' },
  choices: { type: 'array', items: { type: 'string' } },
  check: { type: 'boolean' },
  agreement: { type: 'string', pattern: '^\\d{1,4}-[0-9a-f]{16}$' },
  evidence: { type: 'string' },
  json: { type: 'object' },
  file: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 du fichier.' },
};

function schemaOf({ kind, label, hint, options }: Question): Schema {
  const { description, ...schema } = kinds[kind];
  const words = [label, hint, description].filter(Boolean).join(' – ');
  const values = options?.map(([value]) => value);
  return {
    ...schema,
    ...(values && kind === 'choice' ? { enum: values } : {}),
    description: words,
  };
}

/** The body of an act: the answers to its questions, or what a file holds; who acts, and by which link, the token says. */
export function bodyOf(act: Act): Schema & { readonly properties: Schema } {
  if (!isFormed(act)) {
    const {
      properties = {},
      required = [],
      ...schema
    } = z.toJSONSchema(act.schema, {
      io: 'input',
      unrepresentable: 'any',
    });
    const isAsked = (key: string) => !signatureKeys.includes(key);
    const kept = Object.entries(properties).filter(([key]) => isAsked(key));
    return { ...schema, properties: Object.fromEntries(kept), required: required.filter(isAsked) };
  }
  const questions = Object.entries(act.form.questions);
  const required = questions.filter(([, question]) => isDemanded(question));
  return {
    type: 'object',
    properties: Object.fromEntries(questions.map(([name, question]) => [name, schemaOf(question)])),
    additionalProperties: false,
    ...(required.length > 0 ? { required: required.map(([name]) => name) } : {}),
  };
}

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const answer = (description: string, schema: Schema = { type: 'object' }) => ({
  description,
  ...json(schema),
});
const refusals = {
  default: answer('Refus : rien n’a changé.', { $ref: '#/components/schemas/Error' }),
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' }, description: 'Convention' };
const once = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', pattern: '^[\\w.:-]{1,100}$' },
  description:
    'Nom de la demande : renvoyée sous le même, elle n’est faite qu’une fois, et son issue est dite.',
};

const among = [
  { name: 'search', in: 'query', schema: { type: 'string' } },
  { name: 'phase', in: 'query', schema: { type: 'string', enum: phases } },
  { name: 'only', in: 'query', schema: { type: 'string', enum: watches } },
  { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } },
];
const already = [
  {
    name: 'alreadyDone',
    in: 'query',
    schema: { type: 'string' },
    description:
      'La convention court déjà : ce qui en est fait (all, none, ou des obligations séparées par des virgules). Personne n’en reçoit de courriel ; le reste est demandé au prochain matin ouvré, sans retard.',
  },
  {
    name: 'effectiveOn',
    in: 'query',
    schema: { type: 'string', format: 'date' },
    description: 'Avec alreadyDone : sa prise d’effet, si elle tient à une publication.',
  },
];

function get(operationId: string, summary: string, parameters: readonly Schema[] = [id]) {
  return { operationId, summary, parameters, responses: { 200: answer(summary), ...refusals } };
}

/** What the API is, in OpenAPI 3.1, written from the acts and the document's own schema. */
export function openApi(baseUrl: string): object {
  const actPaths = actNames.flatMap((name) => {
    const act: Act = acts[name];
    if (!isFormed(act) && name !== 'importLedger') return [];
    const summary = act.form?.title ?? 'Importer les lignes d’un export de Chorus';
    const operation = {
      operationId: name,
      summary,
      ...(act.form ? { description: act.form.says, tags: [act.form.group] } : { tags: ['Budget'] }),
      parameters: [id, once],
      requestBody: { required: true, ...json(bodyOf(act)) },
      responses: {
        200: answer('Fait : la phrase est celle du journal.', { $ref: '#/components/schemas/Done' }),
        ...refusals,
      },
    };
    return [[`/conventions/{id}/acts/${name}`, { post: operation }]];
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Conventions de délégation de gestion',
      version: '1',
      description:
        'Les mêmes actes, refus et droits que dans les pages ; un jeton a les droits d’une personne.',
    },
    servers: [{ url: `${baseUrl}/api/v1` }],
    security: [{ token: [] }],
    paths: {
      '/conventions': {
        get: get('list', 'Les conventions que la personne du jeton peut voir', among),
        post: {
          operationId: 'start',
          summary: 'Démarrer le suivi d’une convention signée',
          parameters: [once, ...already],
          requestBody: { required: true, ...json({ $ref: '#/components/schemas/Document' }) },
          responses: { 201: answer('Démarrée, avec ce qui est à relire.'), ...refusals },
        },
      },
      '/search': {
        get: get('search', 'Ce qu’elles contiennent : titres, obligations, registre, journaux', [
          {
            name: 'text',
            in: 'query',
            required: true,
            schema: { type: 'string' },
            description: 'Un mot, une référence ou un montant au centime près ; de plusieurs mots, tous.',
          },
          ...among,
        ]),
      },
      '/conventions/{id}': { get: get('view', 'Une convention : phase, dates, obligations, budget') },
      '/conventions/{id}/record': { get: get('record', 'Son dossier complet') },
      '/conventions/{id}/schedule': { get: get('schedule', 'Son calendrier') },
      '/conventions/{id}/mails': { get: get('mails', 'Les courriels qui sont partis') },
      '/conventions/{id}/pieces': {
        post: {
          operationId: 'bringPiece',
          summary: 'Apporter un fichier, qu’un acte cite ensuite comme preuve',
          description:
            'La citation rendue se met dans ce que l’acte demande comme preuve. Ce qu’aucun acte ne cite est oublié au bout d’un jour.',
          parameters: [
            id,
            {
              name: 'name',
              in: 'query',
              required: true,
              schema: { type: 'string' },
              description: 'Nom du fichier, qui dit ce qu’il est.',
            },
          ],
          requestBody: { required: true, content: { 'application/octet-stream': { schema: {} } } },
          responses: {
            201: answer('Reçu.', { $ref: '#/components/schemas/Piece' }),
            ...refusals,
          },
        },
      },
      ...Object.fromEntries(actPaths),
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Jeton donné par un administrateur.' },
      },
      schemas: {
        Document: documentJsonSchema(),
        Done: {
          type: 'object',
          properties: { id: { type: 'string' }, act: { type: 'string' }, text: { type: 'string' } },
          required: ['id', 'act', 'text'],
        },
        Piece: {
          type: 'object',
          properties: {
            sha256: { type: 'string' },
            name: { type: 'string' },
            citation: { type: 'string', description: 'À citer comme preuve.' },
          },
          required: ['sha256', 'name', 'citation'],
        },
        Error: {
          type: 'object',
          properties: {
            error: {
              type: 'object',
              properties: {
                code: { type: 'string', enum: Object.keys(errors) },
                message: {
                  type: 'string',
                  description: 'En français : ce qui était donné, et ce qui serait accepté.',
                },
                idempotencyKey: {
                  type: 'string',
                  description: 'Avec OUTCOME_UNKNOWN : sous quel nom redemander.',
                },
              },
              required: ['code', 'message'],
            },
          },
          required: ['error'],
        },
      },
    },
  };
}
