/** What names a place within a page of a convention, for links that lead to it. */
export const anchors = {
  contact: (id: string) => `contact-${id}`,
  comments: 'commentaires',
  report: (period: string) => `compte-rendu-${period}`,
  meeting: (id: number | string) => `reunion-${id}`,
  amendment: (id: number | string) => `avenant-${id}`,
  entry: (seq: number | string) => `ecriture-${seq}`,
  journal: (line: number | string) => `ligne-${line}`,
} as const;
