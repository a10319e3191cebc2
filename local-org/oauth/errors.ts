/**
 * `{error, error_description}` with 400, as the token endpoint refuses. The codes are those of Help, "OAuth 2.0
 * Authorization Errors"; texts that are not in it are unverified.
 */
export class OAuthError extends Error {
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}
