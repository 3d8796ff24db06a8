// In place of zod's words in other languages, which nothing here says.
export {};
