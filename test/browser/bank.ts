/** Questions that the page is tried with. */
export const REPAYMENT = {
  question: '中国农业银行信用卡如何还款？',
  answer: [
    '可以用以下任一方式还款：',
    '1. 掌上银行：登录后进入“信用卡”，点“还款”；',
    '2. 约定账户自动还款：绑定本人借记卡，到期日自动扣款；',
    '3. 柜台或自助设备：凭卡号办理。',
    '',
    '到账时间以银行公示为准，详见 https://www.abchina.com/cn/。',
  ].join('\n'),
  phrasings: ['农行信用卡怎么还'],
  category: '信用卡',
};

/** What someone might try to smuggle in through a bank. */
export const HOSTILE = {
  question: '跨站脚本<b>测试</b>问题',
  answer:
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>\n' +
    'javascript:alert(1) 与 https://example.com/"onmouseover="window.hacked=1',
  category: '账户与支付',
};

export const FALLBACK = '题库里还没有这个问题，请拨打客服热线，或查看 https://help.example.com 。';

const ANSWERS: [category: string, question: string, answer: string][] = [
  ['信用卡', '信用卡年费怎么免除？', '一般一年内刷满规定次数可免次年年费，以发卡行的章程为准。'],
  ['信用卡', '信用卡逾期有什么后果？', '会产生利息和违约金，并可能报送征信系统。'],
  ['信用卡', '信用卡分期还款如何办理？', '在手机银行的信用卡菜单里选择分期。'],
  ['基金', '什么是基金定投？', '在固定的时间以固定的金额投资到指定的开放式基金。'],
  ['基金', '基金赎回多久到账？', '视基金类型而定，以基金合同和销售机构的公告为准。'],
  ['个人贷款', '等额本息和等额本金有什么区别？', '等额本息每月还款额相同；等额本金每月归还的本金相同。'],
  ['账户与支付', '银行卡丢了怎么办？', '立即联系银行挂失，再到网点补办。'],
];

const MANY = Array.from({ length: 25 }, (_, index) => ({
  question: `第${String(index + 1)}号存款产品怎么办理？`,
  answer: '到网点办理。',
  category: '存款',
}));

export const QUESTIONS = [
  REPAYMENT,
  HOSTILE,
  ...ANSWERS.map(([category, question, answer]) => ({ category, question, answer })),
  ...MANY,
];
