/** A command that cannot go on because of what it was given. The message is one line, in the user's language. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
