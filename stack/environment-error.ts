/** Something the machine must have is missing or lost. The message says in one sentence what to do; commands exit with 3. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}
