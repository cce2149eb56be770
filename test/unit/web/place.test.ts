import { describe, expect, it } from 'vitest';
import { bankIn, HOME, placeIn, searchOf, type Place } from '../../../src/web/h5/place/place.ts';

describe('places and addresses', () => {
  it.each<[string, Place]>([
    ['', HOME],
    ['?q=', HOME],
    ['?q=%20', HOME],
    ['?q=信用卡&category=基金', { view: 'question', question: '信用卡' }],
    ['?category=基金', { view: 'category', category: '基金' }],
  ])('%j means %j', (search, place) => {
    expect(placeIn(search)).toEqual(place);
  });

  it.each<Place>([
    HOME,
    { view: 'question', question: '1+1=2 & 利率 5%？' },
    { view: 'category', category: '账户与支付' },
  ])('%j is found again in its address', (place) => {
    expect(placeIn(searchOf(place, '?q=old&category=old'))).toEqual(place);
  });

  it('keep the bank and whatever else the address says', () => {
    const search = searchOf({ view: 'question', question: '信用卡' }, '?bank=finance&from=wechat&q=old');
    expect(bankIn(search)).toBe('finance');
    expect(new URLSearchParams(search).get('from')).toBe('wechat');
    expect(searchOf(HOME, '?q=old')).toBe('');
  });
});
