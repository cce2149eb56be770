import { chromium, type Browser } from 'playwright-core';
import { programOf } from './availability.ts';

/**
 * The machine's own Chromium, headless, with everything off that would reach out to the network.
 * The profile is new and empty. A development certificate needs `newContext({ ignoreHTTPSErrors: true })`.
 */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: programOf('chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
