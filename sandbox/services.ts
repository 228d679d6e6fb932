/** One of the services that a sandbox plays, as whoever calls it is told. */
export interface SandboxService {
  readonly url: string;
  readonly secret: string;
}

/** Who pays, who brings messages and who checks people in a sandbox, as a worker takes them. */
export function servicesOf({ url, secret }: SandboxService): {
  readonly provider: SandboxService;
  readonly notifier: SandboxService;
  readonly verifier: SandboxService;
} {
  return {
    provider: { url: `${url}/provider`, secret },
    notifier: { url: `${url}/notifier`, secret },
    verifier: { url: `${url}/verifier`, secret },
  };
}
