import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { requireService } from '../helpers/availability.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { fillBank } from '../helpers/fill-bank.ts';
import { startJieda, type JiedaServer } from '../helpers/jieda-server.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { FALLBACK, QUESTIONS } from './bank.ts';

const BUILT_PAGE = path.join(import.meta.dirname, '../../dist/web/index.html');

export const canBrowse = requireService('chromium');

export interface PageFixture {
  /** A new phone with nothing stored, on the page. @param search such as `?q=…` */
  open: (search?: string, options?: BrowserContextOptions) => Promise<Page>;
  /** What the browser complained about since the test began: errors, exceptions, CSP violations. */
  complaints: string[];
}

/**
 * The built page, served by a real `jieda serve` with three banks, in a real Chromium. Bank `finance` answers;
 * bank `cautious` has the same questions and only ever suggests, bank `plain` has them without categories. A test must not leave complaints behind:
 * those it provokes it takes out of the list.
 */
export function pageFixture(): PageFixture {
  const folder = temporaryFolder('browser');
  const environment = {
    JIEDA_DATA_DIR: folder.path,
    JIEDA_DEFAULT_BANK: 'finance',
    JIEDA_LOG_LEVEL: 'error',
  };
  const complaints: string[] = [];
  let server: JiedaServer;
  let browser: Browser;

  beforeAll(async () => {
    if (!existsSync(BUILT_PAGE)) throw new Error('The page is not built: npm run build:web');
    await fillBank(environment, 'finance', QUESTIONS, { fallback: FALLBACK });
    await fillBank(environment, 'cautious', QUESTIONS, { answerThreshold: 1, suggestThreshold: 0.05 });
    const plain = QUESTIONS.map((question) => ({ ...question, category: null }));
    await fillBank(environment, 'plain', plain);
    server = await startJieda(environment);
    browser = await launchChromium();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    const found = complaints.splice(0);
    expect(found).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    folder.remove();
  });

  return {
    complaints,
    async open(search = '', options = {}) {
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        locale: 'zh-CN',
        hasTouch: true,
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', ({ message }) => complaints.push(message));
      await page.goto(`${server.address}/${search}`);
      return page;
    },
  };
}

export const questionBox = (page: Page) => page.getByRole('combobox', { name: '您的问题' });

/** Types a question and sends it as the keyboard of a phone does. */
export async function ask(page: Page, question: string): Promise<void> {
  await questionBox(page).fill(question);
  await questionBox(page).press('Enter');
}

/** Waits for a heading of the answering part of the page. */
export async function expectHeading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 2, name }).waitFor();
}
