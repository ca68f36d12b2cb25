import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** The answer to a request that its client no longer wants. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** Waits for shared work until the client gives up. The work goes on: others may wait for it too. */
export async function unlessCancelled<T>(work: () => Promise<T>, token: CancellationToken): Promise<T> {
  if (token.isCancellationRequested) throw cancelled();
  let watching: { dispose(): void } | undefined;
  try {
    return await Promise.race([work(), new Promise<never>((_, reject) => (watching = token.onCancellationRequested(() => reject(cancelled()))))]);
  } finally {
    watching?.dispose();
  }
}
