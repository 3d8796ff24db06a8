/** Where the Temporal UI has payloads read, on its own site or on the application's: it asks `<there>/decode`. */
export const codecPath = '/codec';
