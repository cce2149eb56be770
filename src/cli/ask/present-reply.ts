import type { AskOutput } from '../../service/use-cases/question-answering.ts';
import { bold, highlight } from '../terminal/decorate.ts';

/** A reply as lines for the terminal. @param decorated whether ANSI marks may be used */
export function presentReply(reply: AskOutput, decorated: boolean): string {
  const { outcome, answer, confidence, reason, suggestions, fallback } = reply;
  if (outcome === 'answer' && answer !== null) {
    return [
      `${bold('答：', decorated)}${answer.text}`,
      `    标准问：${highlight(answer.question, answer.highlights, decorated)}`,
      `    置信度：${confidence.toFixed(2)}`,
      `    依据：${reason}`,
    ].join('\n');
  }
  if (outcome === 'suggest') {
    const lines = suggestions.map(
      (hit, index) =>
        `    ${index + 1}. ${highlight(hit.question, hit.highlights, decorated)}（置信度 ${hit.confidence.toFixed(2)}）`,
    );
    return [
      bold('您是不是想问：', decorated),
      ...lines,
      ...(reason === '' ? [] : [`    依据：${reason}`]),
    ].join('\n');
  }
  return fallback === undefined || fallback === '' ? '没有找到答案' : fallback;
}
