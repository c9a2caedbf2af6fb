/** Runs a command's work to its end: its result becomes the process's exit code, and an error is told without a stack. */
export async function runProgram(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    // At once: another part of the work may still be under way.
    process.exit(1);
  }
}
