import type { Page, Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { FALLBACK, HOSTILE, REPAYMENT } from './bank.ts';
import { ask, canBrowse, expectHeading, pageFixture, questionBox } from './page-fixture.ts';

/** Longer than the page waits for more to be typed. */
const A_PAUSE_MS = 250;

describe.runIf(canBrowse)('asking on the page', () => {
  const { open } = pageFixture();

  it('shows the answer with its matching characters marked and the reason', async () => {
    const page = await open();
    const response = page.waitForResponse('**/api/v1/ask');
    await ask(page, '农行信用卡怎么还');
    await expectHeading(page, REPAYMENT.question);
    const marked = (await page.locator('h2 mark').allTextContents()).join('');
    expect(marked).toContain('农业银行');
    expect(marked).toContain('信用卡');
    const { reason } = (await (await response).json()) as { reason: string };
    expect(reason).not.toBe('');
    expect(await page.getByText('匹配依据').textContent()).toBe(`匹配依据：${reason}`);
  });

  it('keeps the line breaks of an answer and makes its address a safe link', async () => {
    const page = await open();
    await ask(page, REPAYMENT.question);
    await expectHeading(page, REPAYMENT.question);
    const answer = page.locator('article p').first();
    expect(await answer.innerText()).toBe(REPAYMENT.answer);
    const link = answer.getByRole('link');
    expect(await link.getAttribute('href')).toBe('https://www.abchina.com/cn/');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('shows hostile text of a bank as text', async () => {
    const page = await open();
    await ask(page, HOSTILE.question);
    await expectHeading(page, HOSTILE.question);
    const answer = page.locator('article p').first();
    expect(await answer.innerText()).toBe(HOSTILE.answer);
    expect(await page.locator('article :is(img, script, b)').count()).toBe(0);
    const links = await answer.getByRole('link').all();
    expect(await Promise.all(links.map((link) => link.getAttribute('href')))).toEqual([
      'https://example.com/',
    ]);
    expect(await page.evaluate(`'hacked' in window`)).toBe(false);
  });

  it('takes feedback once, says thanks and tells the service', async () => {
    const page = await open();
    const sent = feedbackOf(page);
    await ask(page, '农行信用卡怎么还');
    await page.getByRole('button', { name: '有帮助' }).click();
    await page.getByText('谢谢您的反馈').waitFor();
    expect(await page.getByRole('button', { name: '没帮助' }).count()).toBe(0);
    expect(await sent()).toEqual([{ verdict: 'helpful', status: 204, hasQuestion: true }]);

    await ask(page, '信用卡年费怎么免除');
    await page.getByRole('button', { name: '没帮助' }).click();
    await page.getByText('换个说法').waitFor();
    expect((await sent()).map(({ verdict }) => verdict)).toEqual(['helpful', 'unhelpful']);
  });

  it('offers what may have been meant, and shows the answer of the one picked', async () => {
    const page = await open('?bank=cautious');
    const sent = feedbackOf(page);
    await ask(page, '信用卡怎么还');
    await expectHeading(page, '您是不是想问');
    await page.getByRole('listitem').getByRole('button', { name: REPAYMENT.question }).click();
    await expectHeading(page, REPAYMENT.question);
    await page.getByText('掌上银行').waitFor();
    expect(await questionBox(page).inputValue()).toBe(REPAYMENT.question);
    await expect.poll(sent).toEqual([{ verdict: 'picked', status: 204, hasQuestion: true }]);

    await page.goBack();
    await expectHeading(page, '您是不是想问');
    await page.getByRole('button', { name: '都不是' }).click();
    await page.getByText('谢谢，已记下').waitFor();
    await expect
      .poll(async () => (await sent())[1])
      .toEqual({
        verdict: 'unhelpful',
        status: 204,
        hasQuestion: false,
      });
  });

  it('shows the answer of a suggestion from its top, however far down that was', async () => {
    const page = await open('?bank=cautious&q=信用卡怎么还', { viewport: { width: 320, height: 300 } });
    await expectHeading(page, '您是不是想问');
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await page.getByRole('button', { name: REPAYMENT.question }).dispatchEvent('click');
    await page.getByRole('article').waitFor();
    await expect.poll(() => page.evaluate('scrollY')).toBe(0);
  });

  it('says so when nothing is found, with the words of the bank and a way on', async () => {
    const page = await open();
    await ask(page, '量子纠缠的本质');
    await expectHeading(page, '没有找到答案');
    expect(await page.getByText('客服热线').innerText()).toBe(FALLBACK);
    await page.getByRole('button', { name: '基金 2' }).click();
    await expectHeading(page, '基金');
  });

  it('points to no categories where the bank has none', async () => {
    const page = await open('?bank=plain&q=量子纠缠的本质');
    await expectHeading(page, '没有找到答案');
    await page.getByText('换个说法，或写出产品或业务的名称。').waitFor();
    expect(await page.getByText('从下面的类目里找').count()).toBe(0);
  });

  it('completes what is being typed, also from initials', async () => {
    const page = await open();
    await questionBox(page).pressSequentially('xyk');
    const options = page.getByRole('option');
    await options.first().waitFor();
    expect(await options.first().locator('mark').textContent()).toBe('信用卡');
    await page.getByRole('option', { name: '信用卡逾期有什么后果？' }).click();
    await expectHeading(page, '信用卡逾期有什么后果？');
    expect(await options.count()).toBe(0);
  });

  it('completes what an input method has composed, not what it is composing', async () => {
    const page = await open();
    const typed: (string | null)[] = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname.endsWith('/suggest')) typed.push(searchParams.get('q'));
    });
    await questionBox(page).pressSequentially('信用卡');
    await page.getByRole('option').first().waitFor();
    typed.length = 0;
    const keyboard = await page.context().newCDPSession(page);
    for (const text of ['n', 'nian', 'nianfei']) {
      const at = text.length;
      await keyboard.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
      await page.waitForTimeout(A_PAUSE_MS);
    }
    expect(typed).toEqual([]);
    await keyboard.send('Input.insertText', { text: '年费' });
    await expect.poll(() => typed).toEqual(['信用卡年费']);
  });

  it('asks what stands in the box, whatever was chosen before typing went on', async () => {
    const page = await open();
    await questionBox(page).pressSequentially('xyk');
    await page.getByRole('option').first().waitFor();
    await questionBox(page).press('ArrowDown');
    await page.getByRole('option', { selected: true }).waitFor();
    const asked = page.waitForRequest('**/api/v1/ask');
    await questionBox(page).pressSequentially('年费');
    await questionBox(page).press('Enter');
    expect((await asked).postDataJSON()).toMatchObject({ question: 'xyk年费' });
  });

  it('asks for words when there are none', async () => {
    const page = await open();
    await page.getByRole('button', { name: '提问' }).click();
    await page.getByText('请先写下您的问题').waitFor();
    expect(await page.locator(':focus').getAttribute('id')).toBe('question');
  });
});

/** The feedback that the page has sent so far, with what the service made of it. */
function feedbackOf(page: Page) {
  const requests: Request[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/v1/feedback')) requests.push(request);
  });
  return () =>
    Promise.all(
      requests.map(async (request) => {
        const { verdict, questionId } = request.postDataJSON() as {
          verdict: string;
          questionId: string | null;
        };
        return { verdict, status: (await request.response())?.status(), hasQuestion: questionId !== null };
      }),
    );
}
