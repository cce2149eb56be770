import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { REPAYMENT } from './bank.ts';
import { ask, canBrowse, expectHeading, pageFixture } from './page-fixture.ts';

const ASK = '**/api/v1/ask';
const A_MOMENT_MS = 250;

/** Measured in the page, however late this process hears of it. */
async function timeFromKeyTo(page: Page, selector: string): Promise<() => Promise<number>> {
  await page.evaluate(`
    var seen = { keyAt: 0, shownAt: 0 };
    document.addEventListener('keydown', () => (seen.keyAt = performance.now()), true);
    new MutationObserver(() => {
      if (seen.shownAt === 0 && document.querySelector('${selector}')) seen.shownAt = performance.now();
    }).observe(document.body, { childList: true, subtree: true });
  `);
  return () => page.evaluate<number>('seen.shownAt - seen.keyAt');
}

describe.runIf(canBrowse)('the page on a bad connection', () => {
  const { open, complaints } = pageFixture();

  /** The browser's own note about a request that failed is no fault of the page. */
  const forgiveFailedRequests = () => {
    const own = complaints.splice(0).filter((complaint) => !complaint.startsWith('Failed to load resource'));
    complaints.push(...own);
  };

  it('says that it is offline and answers by itself once it is back', async () => {
    const page = await open();
    await page.getByRole('button', { name: '基金 2' }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('恢复连接后可以继续提问').waitFor();
    await ask(page, '农行信用卡怎么还');
    await expectHeading(page, '网络已断开');

    await page.context().setOffline(false);
    await expectHeading(page, REPAYMENT.question);
    expect(await page.getByText('恢复连接后可以继续提问').count()).toBe(0);
    forgiveFailedRequests();
  });

  it('lists a category by itself once it is back', async () => {
    const page = await open();
    await page.getByRole('button', { name: '基金 2' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '基金 2' }).click();
    await expectHeading(page, '网络已断开');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '什么是基金定投？' }).waitFor();
    forgiveFailedRequests();
  });

  it('has its categories at home as soon as the service gives them', async () => {
    const page = await open('?q=农行信用卡怎么还');
    await expectHeading(page, REPAYMENT.question);
    const notReady = { status: 503, headers: { 'Retry-After': '60' } };
    await page.route('**/api/v1/categories', (route) => route.fulfill(notReady));
    const refused = page.waitForResponse('**/api/v1/categories');
    await page.reload();
    await refused;
    await expectHeading(page, REPAYMENT.question);
    await page.unroute('**/api/v1/categories');
    await page.getByRole('link', { name: '解答' }).click();
    await page.getByRole('button', { name: '基金 2' }).waitFor();
    forgiveFailedRequests();
  });

  it('offers another try when the service cannot be reached', async () => {
    const page = await open();
    await page.route(ASK, (route) => route.abort('connectionrefused'));
    await ask(page, '农行信用卡怎么还');
    await expectHeading(page, '连接不上服务');
    await page.unroute(ASK);
    await page.getByRole('button', { name: '重试' }).click();
    await expectHeading(page, REPAYMENT.question);
    forgiveFailedRequests();
  });

  it('says when the service is unwell', async () => {
    const page = await open();
    await page.route(ASK, (route) => route.fulfill({ status: 502, body: '<html>Bad Gateway</html>' }));
    await ask(page, '农行信用卡怎么还');
    await expectHeading(page, '服务暂时不可用');
    forgiveFailedRequests();
  });

  it('shows a sketch after a moment and a word after three seconds', async () => {
    const page = await open();
    await page.route(ASK, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      await route.continue();
    });
    const sketch = page.locator('.van-skeleton');
    const sketchedAfterMs = await timeFromKeyTo(page, '.van-skeleton');
    await ask(page, '农行信用卡怎么还');
    await sketch.waitFor();
    expect(await sketchedAfterMs()).toBeGreaterThanOrEqual(A_MOMENT_MS);
    await page.getByText('网络有点慢').waitFor();
    await expectHeading(page, REPAYMENT.question);
    expect(await sketch.count()).toBe(0);
  });

  it('shows the answer to the last question, whichever comes first', async () => {
    const page = await open();
    await page.route(ASK, async (route) => {
      const isFirst = route.request().postData()?.includes('逾期') === true;
      if (isFirst) await new Promise((resolve) => setTimeout(resolve, 800));
      // The page has given the first request up by then.
      await route.continue().catch(() => undefined);
    });
    await ask(page, '信用卡逾期有什么后果');
    await ask(page, '农行信用卡怎么还');
    await expectHeading(page, REPAYMENT.question);
    await page.waitForTimeout(1_000);
    await expectHeading(page, REPAYMENT.question);
  });

  it('lets feedback be sent again when it did not get through', async () => {
    const page = await open();
    await ask(page, '农行信用卡怎么还');
    await page.route('**/api/v1/feedback', (route) => route.abort());
    await page.getByRole('button', { name: '有帮助' }).click();
    await page.getByText('没有发送成功').waitFor();
    await page.unroute('**/api/v1/feedback');
    await page.getByRole('button', { name: '有帮助' }).click();
    await page.getByText('谢谢您的反馈').waitFor();
    forgiveFailedRequests();
  });

  it('says that a suggestion was noted as wrong only once it was', async () => {
    const page = await open('?bank=cautious&q=信用卡怎么还');
    await page.route('**/api/v1/feedback', (route) => route.abort());
    await page.getByRole('button', { name: '都不是' }).click();
    await page.getByText('没有发送成功').waitFor();
    await page.unroute('**/api/v1/feedback');
    await page.getByRole('button', { name: '都不是' }).click();
    await page.getByText('谢谢，已记下').waitFor();
    expect(await page.locator(':focus').textContent()).toContain('谢谢，已记下');
    forgiveFailedRequests();
  });

  it('works where nothing may be stored', async () => {
    const page = await open();
    const content = `Object.defineProperty(window, 'localStorage', {
      get() { throw new DOMException('Forbidden', 'SecurityError'); },
    })`;
    await page.addInitScript({ content });
    await page.reload();
    await ask(page, '农行信用卡怎么还');
    await expectHeading(page, REPAYMENT.question);
  });
});
