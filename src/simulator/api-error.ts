/** A request that is answered with an error status and `{"error": text}`. */
export class ApiError extends Error {
  status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * What Kargo did not expect: an empty 200 up to 1.10, a 500 "internal server error" from 1.11 on
 * (kargo-rest-api.md 1.4).
 */
export class UnexpectedError extends Error {}

/** `stages.kargo.akuity.io "x" not found`: the words of a live Kubernetes call. */
export function notFound(resource: string, name: string): ApiError {
  return new ApiError(404, `${resource} "${name}" not found`);
}
