/** What Jieda itself says to WeChat users. */
export const PHRASES = {
  welcome: '您好，欢迎关注！\n把想问的问题直接发给我，我会马上为您查找答案。',
  textOnly: '我现在只看得懂文字，请把您的问题打成文字发给我。',
  nothingFound: '抱歉，没有找到相关的答案。请换个说法，或者说得再具体一些。',
  nothingOffered: '现在没有可以选的问题，请直接发送您想问的内容。',
  nothingMore: '没有更多内容了，您可以直接发送新的问题。',
  moreFollows: '……\n（未完，回复“继续”查看下文）',
  tooSlow: '抱歉，这次查找花的时间太长，请稍后再发一次。',
  failed: '抱歉，暂时无法回答，请稍后再试。',
} as const;

/** 您是不是想问 with the questions numbered from 1. */
export function offerQuestions(questions: readonly string[]): string {
  const lines = questions.map((question, at) => `${at + 1}. ${question}`);
  return ['您是不是想问：', ...lines, '回复数字即可查看答案。'].join('\n');
}

/** The number that was replied is not on the list. */
export function choiceOutOfRange(count: number): string {
  return count === 1
    ? '请回复 1 查看答案，或直接发送新的问题。'
    : `请回复 1 到 ${count} 之间的数字，或直接发送新的问题。`;
}
