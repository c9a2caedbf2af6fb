import type { Action } from './rule.ts';

/** Returns the body of a registry's error (OCI distribution-spec, "Error Codes"). */
export function errorBody(code: string, message: string): string {
  return JSON.stringify({ errors: [{ code, message }] });
}

/** Returns the action that answers with a registry's error. */
export function registryError(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Action {
  return {
    kind: 'answer',
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: errorBody(code, message),
  };
}
