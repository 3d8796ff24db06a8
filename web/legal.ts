/** What only the deploying administration knows, for the pages that the law asks for. */
export interface LegalNotices {
  /** Who publishes the site: name and address. */
  readonly publisher?: string;
  readonly director?: string;
  /** Who hosts it: name, address, telephone. */
  readonly host?: string;
  /** Where people write to: e-mail address. */
  readonly contact?: string;
  /** Data protection officer: e-mail address. */
  readonly dpo?: string;
  /** State of conformity to the RGAA, once audited. */
  readonly accessibility: 'non' | 'partiellement' | 'totalement';
}
