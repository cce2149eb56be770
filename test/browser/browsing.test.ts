import { describe, expect, it } from 'vitest';
import { REPAYMENT } from './bank.ts';
import { ask, canBrowse, expectHeading, pageFixture, questionBox } from './page-fixture.ts';

describe.runIf(canBrowse)('finding the way on the page', () => {
  const { open, complaints } = pageFixture();

  it('begins with examples and categories', async () => {
    const page = await open();
    await page.getByRole('button', { name: '存款 25 个问题' }).waitFor();
    await page.getByRole('region', { name: '可以这样问' }).getByRole('button').first().click();
    await page.getByRole('article').waitFor();
  });

  it('does not move its categories when the examples above them come late', async () => {
    const page = await open('?category=基金');
    let release: () => void;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/v1/categories/*/questions?*', async (route) => {
      await released;
      await route.continue();
    });
    await page.goto(new URL('/', page.url()).href);
    const categories = page.getByRole('region', { name: '按类目找' });
    const before = await categories.boundingBox();
    release!();
    await page.getByRole('region', { name: '可以这样问' }).waitFor();
    expect(await categories.boundingBox()).toEqual(before);
  });

  it('shows every question of a category, page by page, and finds some of them by words', async () => {
    const page = await open();
    await page.getByRole('button', { name: '存款 25 个问题' }).click();
    await expectHeading(page, '存款');
    const questions = page.getByRole('listitem').getByRole('button');
    await page.getByRole('button', { name: '更多问题' }).click();
    await expect.poll(() => questions.count()).toBe(25);
    expect(await page.getByRole('button', { name: '更多问题' }).count()).toBe(0);

    await page.getByRole('textbox', { name: '要找的词' }).fill('第7号存款产品');
    await page.getByRole('button', { name: '查找' }).click();
    await expect.poll(() => questions.first().textContent()).toBe('第7号存款产品怎么办理？');
    await questions.first().click();
    await expectHeading(page, '第7号存款产品怎么办理？');
  });

  it('has a list for those who come back to it as they left it, and a new one for those who go to it', async () => {
    const page = await open();
    await page.getByRole('button', { name: '存款 25 个问题' }).click();
    const questions = page.getByRole('listitem').getByRole('button');
    const words = page.getByRole('textbox', { name: '要找的词' });
    await words.fill('存款产品');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('button', { name: '更多问题' }).click();
    await expect.poll(() => questions.count()).toBe(25);
    await questions.last().scrollIntoViewIfNeeded();
    const depth = await page.evaluate<number>('scrollY');
    expect(depth).toBeGreaterThan(0);
    await questions.last().click();
    await page.getByRole('article').waitFor();
    expect(await page.evaluate('scrollY')).toBe(0);

    await page.goBack();
    await expectHeading(page, '存款');
    expect(await questions.count()).toBe(25);
    expect(await words.inputValue()).toBe('存款产品');
    expect(await page.locator(':focus').textContent()).toBe('存款');
    await expect.poll(() => page.evaluate('scrollY')).toBe(depth);

    await page.getByRole('link', { name: '解答' }).click();
    await page.getByRole('button', { name: '存款 25 个问题' }).click();
    await expect.poll(() => questions.count()).toBe(20);
    expect(await words.inputValue()).toBe('');
  });

  it('says in its address what it shows, so that it can be shared and gone back from', async () => {
    const page = await open('?bank=finance');
    await ask(page, '农行信用卡怎么还');
    await expectHeading(page, REPAYMENT.question);
    expect(await page.title()).toBe('农行信用卡怎么还 - 解答');
    const { search } = new URL(page.url());
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
      bank: 'finance',
      q: '农行信用卡怎么还',
    });

    const shared = await open(search);
    await expectHeading(shared, REPAYMENT.question);
    expect(await questionBox(shared).inputValue()).toBe('农行信用卡怎么还');

    await page.goBack();
    await page.getByRole('heading', { name: '按类目找' }).waitFor();
    expect(await questionBox(page).inputValue()).toBe('');
    await page.goForward();
    await expectHeading(page, REPAYMENT.question);
    await page.getByRole('link', { name: '解答' }).click();
    await page.getByRole('heading', { name: '按类目找' }).waitFor();
    expect(new URL(page.url()).search).toBe('?bank=finance');
  });

  it('opens its beginning in a tab of its own with the same bank', async () => {
    const page = await open('?bank=plain&q=农行信用卡怎么还');
    await expectHeading(page, REPAYMENT.question);
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: '解答' }).click({ modifiers: ['ControlOrMeta'] });
    expect(new URL((await opened).url()).search).toBe('?bank=plain');
    await expectHeading(page, REPAYMENT.question);
  });

  it('keeps recent questions on the device until they are cleared', async () => {
    const page = await open();
    await ask(page, '农行信用卡怎么还');
    await expectHeading(page, REPAYMENT.question);
    await page.goto(new URL('/', page.url()).href);
    await page.getByRole('button', { name: '农行信用卡怎么还' }).click();
    await expectHeading(page, REPAYMENT.question);
    await page.getByRole('link', { name: '解答' }).click();
    await page.getByRole('button', { name: '清空最近问过的问题' }).click();
    await page.getByRole('region', { name: '可以这样问' }).waitFor();
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });

  it.each([
    ['where something was asked', '?bank=nowhere&q=信用卡'],
    ['at home too, where nothing has been asked yet', '?bank=nowhere'],
  ])('says that the bank of the address does not exist %s', async (_, address) => {
    const page = await open(address);
    await expectHeading(page, '没能处理这个请求');
    await page.getByText('没有名为“nowhere”的题库').first().waitFor();
    expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
    expect(complaints.splice(0).every((complaint) => complaint.includes('404'))).toBe(true);
  });
});
