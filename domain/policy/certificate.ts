/** That somebody belongs to a group of certified users here, and how far that goes. */
export interface Certificate {
  readonly group: string;
  /** As many invitations as all of them allow; none: without end. */
  readonly limits: readonly CertificateLimit[];
}

/** Of how many invitations in any stretch of time the group's rules do not hold. */
export interface CertificateLimit {
  /** Length of the stretch, which ends now. */
  readonly withinMs: number;
  readonly max: number;
  /** Live invitations of the stretch, wherever the certificate holds, before the batch at hand. */
  readonly used: number;
}
