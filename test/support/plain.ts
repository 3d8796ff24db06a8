import { dataConverter } from '../../contract/data-converter.ts';

/** How values are written where a test encrypts nothing. */
export const plain = dataConverter([]);
