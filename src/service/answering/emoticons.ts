/** As WeChat writes its pictures where only text can be; not those that may be what is asked about (红包, 礼物, 蛋糕). */
const NAMES =
  '微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 囧 抓狂 吐 偷笑 愉快 白眼 傲慢 困 惊恐 憨笑 悠闲 咒骂 疑问 嘘 晕 衰 ' +
  '骷髅 敲打 再见 擦汗 抠鼻 鼓掌 坏笑 右哼哼 鄙视 委屈 快哭了 阴险 亲亲 可怜 笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 嘿哈 捂脸 奸笑 机智 皱眉 耶 吃瓜 ' +
  '加油 汗 天啊 Emm 社会社会 旺柴 好的 打脸 哇 翻白眼 666 让我看看 叹气 苦涩 裂开 嘴唇 爱心 心碎 拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 OK 合十 ' +
  '玫瑰 凋谢 炸弹 便便 月亮 太阳 庆祝 烟花 爆竹 猪头 跳跳 发抖 转圈';
/** The same as older phones write them, after `/:`. */
const CODES =
  ":) :~ :B :| 8-) :< :$ :X :Z :'( :-| :@ :P :D :O :( :+ --b :Q :T ,@P ,@-D :d ,@o :g |-) :! :L :> :,@ ,@f :-S ? ,@x ,@@ " +
  ":8 ,@! !!! xx bye wipe dig handclap &-( B-) <@ @> :-O >-| P-( :'| X-) :* @x 8* pd <W> beer basketb oo coffee eat pig " +
  'rose fade showlove heart break cake li bome kn footb ladybug shit moon sun gift hug strong weak share v @) jj @@ bad ' +
  'lvu no ok love <L> jump shake <O> circle kotow turn skip oY #-0 hiphot kiss <& &>';

const EMOTICON = new RegExp(`\\[(?:${anyOf(NAMES)})\\]|/:(?:${anyOf(CODES)})`, 'g');

/** `text` without the codes of pictures that it holds among its words, such as `[强]` and `/:rose`. */
export function withoutEmoticons(text: string): string {
  return text.includes('[') || text.includes('/:') ? text.replace(EMOTICON, ' ') : text;
}

/** The longest first, of which others may be the beginning. */
function anyOf(list: string): string {
  return list
    .split(' ')
    .sort((one, other) => other.length - one.length)
    .map((code) => code.replace(/[$()*+?|]/g, '\\$&'))
    .join('|');
}
