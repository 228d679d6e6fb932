/** The browser that pages are tried in. */
export const chrome = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Without a sandbox of its own, and without asking anybody for updates. */
export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
