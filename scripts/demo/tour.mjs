export const exampleQuestion = '农行信用卡怎么还款';

/** The reply of /api/v1/ask as a person would read it. */
export function presentAnswer(reply) {
  const lines = ['', `问：${exampleQuestion}`];
  if (reply.outcome === 'answer') {
    lines.push(`答：${reply.answer.text}`);
    lines.push(`    标准问：${reply.answer.question}（置信度 ${reply.confidence.toFixed(2)}）`);
    if (reply.reason) lines.push(`    依据：${reply.reason}`);
  } else if (reply.outcome === 'suggest') {
    lines.push('答：您是不是想问', ...reply.suggestions.map((hit, i) => `    ${i + 1}. ${hit.question}`));
  } else {
    lines.push(`答：${reply.fallback}`);
  }
  return lines.join('\n');
}

export function nextSteps(address) {
  return `
服务已就绪：${address}

接下来：
  · 用浏览器打开上面的地址，换个说法问问看
  · 在另一个终端提问：  node dist/main.js ask "信用卡逾期会影响征信吗" --explain
  · 导入自己的题库：    node dist/main.js import 我的题库.xlsx --bank mine
  · 查看接口文档：      ${address}/docs
  · 改用 MySQL 和 Redis：MYSQL_URL=mysql://… REDIS_URL=redis://… npm run demo

按 Ctrl-C 停止服务。数据会保留，再次运行 npm run demo 只需几秒。`;
}
