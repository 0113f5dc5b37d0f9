/** An answer that says what went wrong (RFC 9457), or the absence of any answer. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly retryAfterSeconds: number | null;

  constructor(code: string, status: number, detail: string, retryAfterSeconds: number | null = null) {
    super(`${code}: ${detail}`);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The server could not be reached at all. */
export const UNREACHABLE = 'unreachable';

/** Reads a refusal's body, whoever wrote it: our server, a proxy, or nobody. */
export function problemFrom(status: number, body: string, retryAfter: string | null): ApiProblem {
  const seconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
  try {
    const parsed: unknown = JSON.parse(body);
    if (
      typeof parsed === 'object' &&
      parsed !== null &&
      'code' in parsed &&
      typeof parsed.code === 'string'
    ) {
      const detail = 'detail' in parsed && typeof parsed.detail === 'string' ? parsed.detail : '';
      return new ApiProblem(parsed.code, status, detail, seconds);
    }
  } catch {
    // Not JSON: a proxy's page; the status says enough.
  }
  const code = status === 413 ? 'too_large' : status >= 502 && status <= 504 ? UNREACHABLE : `http_${status}`;
  return new ApiProblem(code, status, '', seconds);
}

/** Whether trying again later may help without the user changing anything. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.code === UNREACHABLE || error.status >= 500);
}
