import * as say from '../runner/say.ts';

/**
 * Does what is only for show or for the next build: where it fails, this one goes on with one warning, `loss` and why. Everything
 * that follows the digest goes through here.
 */
export async function forShow<T>(loss: string, act: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    say.warning(`${loss}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
