/** From the strongest to the weakest; `/` also stands in names, `；` between sentences. */
const SEPARATORS = [/[\r\n\u2028\u2029]+/, /##/, /[|｜]/, /[；;]/, /[/／]/] as const;
const ASKS =
  /怎么|怎样|如何|什么|为何|为啥|啥|吗|哪|谁|多少|多久|多长|几|何时|是否|能否|可否|([能是会有])[不没]\1|可不可以/;
const ENDS_AS_QUESTION = /[？?]$/;
const SHORTEST = 3;

/** The questions that a question cell lists, each of them one by itself: `怎么还款？/如何还款`. Null: it is one. */
export function severalQuestions(text: string): string[] | null {
  for (const separator of SEPARATORS) {
    const parts = text
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const isList = parts.length > 1 && parts.every(({ length }) => length >= SHORTEST);
    if (isList && [ASKS, ENDS_AS_QUESTION].some((mark) => parts.every((part) => mark.test(part))))
      return parts;
  }
  return null;
}
