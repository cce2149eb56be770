const HOW = /怎|如何|咋|方法|流程|步骤|办法|操作|办理|处理|手续/;
const MEANING = /什么意思|是什么|什么是|何谓|指的是|定义|含义/;

/** What a question asks for, by its interrogatives; the first that stands in it counts. */
const TYPES: readonly RegExp[] = [
  /为什么|为何|为啥|怎么回事|咋回事|原因|怎么会/,
  /多久|多长时间|什么时候|何时|啥时候|几天|几个月|几年|哪天|多少天|多少年|时间|期限|几点|有效期/,
  /多少|几个|几次|几张|几万|几岁|多大|多高|多重|金额|费用/,
  /哪里|哪儿|在哪|何处|什么地方|去哪|地址/,
  /是谁|谁是|谁的|哪个人|什么人|由谁|谁/,
  /怎么|怎样|如何|咋|怎麽|方法|流程|步骤|办法|怎/,
  /能不能|可不可以|是不是|有没有|要不要|会不会|是否|能否|可否|行不行|吗$|么$|吗/,
  MEANING,
  /哪些|哪个|哪种|什么|哪/,
];

/** 0: none recognised; else 1 + place in the list above. */
export function questionTypeOf(core: string): number {
  return TYPES.findIndex((pattern) => pattern.test(core)) + 1;
}

/** Whether a question is about what something is. */
export function asksForMeaning(core: string): boolean {
  return MEANING.test(core);
}

/** Whether a word says no more than that one asks how to do something. */
export function saysHow(word: string): boolean {
  return HOW.test(word);
}
