import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { REPAYMENT } from './bank.ts';
import { ask, canBrowse, expectHeading, pageFixture, questionBox } from './page-fixture.ts';

/** Each view of the page, and how to get there. */
const VIEWS: [name: string, search: string, arrive: (page: Page) => Promise<unknown>][] = [
  ['home', '', (page) => page.getByRole('button', { name: '基金 2' }).waitFor()],
  ['completions', '', showCompletions],
  ['answer', '?q=农行信用卡怎么还', (page) => expectHeading(page, REPAYMENT.question)],
  ['suggestions', '?bank=cautious&q=信用卡怎么还', (page) => expectHeading(page, '您是不是想问')],
  ['nothing found', '?q=量子纠缠的本质', (page) => expectHeading(page, '没有找到答案')],
  ['category', '?category=存款', (page) => page.getByRole('button', { name: '更多问题' }).waitFor()],
];

/** Pixels that the page is wider than the screen. */
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe.runIf(canBrowse)('the page for everyone', () => {
  const { open } = pageFixture();

  describe.each(VIEWS)('%s', (_name, search, arrive) => {
    it.each(['light', 'dark'] as const)('has no faults that axe knows, %s', async (colorScheme) => {
      const page = await open(search, { colorScheme });
      await arrive(page);
      expect(await faultsOf(page)).toEqual([]);
    });

    it.each([
      ['a phone', { width: 390, height: 844 }, 16],
      ['a small phone with large text', { width: 320, height: 640 }, 28],
      ['a desktop', { width: 1440, height: 900 }, 16],
    ])('never scrolls sideways on %s', async (_screen, viewport, fontSize) => {
      const page = await open(search, { viewport });
      await page.evaluate(`document.documentElement.style.fontSize = '${String(fontSize)}px'`);
      await arrive(page);
      expect(await page.evaluate(SIDEWAYS)).toBeLessThanOrEqual(0);
    });
  });

  it('documents the API without scrolling sideways on a small phone, whatever is unfolded', async () => {
    const page = await open('docs', { viewport: { width: 320, height: 640 } });
    await page.getByText('/api/v1/banks/{bank}/questions/{id}').first().waitFor();
    expect(await page.evaluate(SIDEWAYS)).toBeLessThanOrEqual(0);
    await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);
    expect(await page.evaluate(SIDEWAYS)).toBeLessThanOrEqual(0);
  });

  it('can be used by keyboard alone', async () => {
    const page = await open();
    await page.getByRole('button', { name: '基金 2' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused(page).getAttribute('id')).toBe('question');
    await page.keyboard.type('xinyongka');
    const box = questionBox(page);
    await expect.poll(() => box.getAttribute('aria-expanded')).toBe('true');

    await page.keyboard.press('ArrowUp');
    const last = (await page.getByRole('option').count()) - 1;
    expect(await box.getAttribute('aria-activedescendant')).toBe(`completion-${String(last)}`);
    await page.keyboard.press('ArrowDown');
    expect(await box.getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('ArrowDown');
    expect(await box.getAttribute('aria-activedescendant')).toBe('completion-0');
    const chosen = await page.getByRole('option', { selected: true }).textContent();
    await page.keyboard.press('Enter');
    await expectHeading(page, chosen!);

    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('谢谢您的反馈').waitFor();
    expect(await focused(page).textContent()).toContain('谢谢您的反馈');
  });

  it('closes completions with Escape, then clears the question', async () => {
    const page = await open();
    await showCompletions(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('option').count()).toBe(0);
    expect(await questionBox(page).inputValue()).toBe('xyk');
    await page.keyboard.press('Escape');
    expect(await questionBox(page).inputValue()).toBe('');
  });

  it('moves the focus to the answer and announces it', async () => {
    const page = await open();
    await ask(page, '农行信用卡怎么还');
    await expectHeading(page, REPAYMENT.question);
    expect(await focused(page).textContent()).toBe(REPAYMENT.question);
    expect(await page.getByRole('status').allTextContents()).toContain('找到答案');
  });

  it('has touch targets of at least 44 pixels', async () => {
    const page = await open('?q=农行信用卡怎么还');
    await expectHeading(page, REPAYMENT.question);
    for (const button of await page.getByRole('button').all()) {
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
  });
});

async function showCompletions(page: Page): Promise<void> {
  await questionBox(page).pressSequentially('xyk');
  await page.getByRole('option').first().waitFor();
}

const focused = (page: Page) => page.locator(':focus');

/** What WCAG 2.2 AA and good practice object to, as far as a program can tell. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
