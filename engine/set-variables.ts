/** The variables of an environment that have a value: one that is set to nothing is as one that is not set. */
export function setVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
}
