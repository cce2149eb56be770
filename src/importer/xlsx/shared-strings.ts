import { readXml } from './read-xml.ts';
import { StringItem } from './string-item.ts';

/** The texts that cells refer to by number. Empty where the workbook has none. */
export async function readSharedStrings(pieces: AsyncIterable<string>): Promise<string[]> {
  const strings: string[] = [];
  const item = new StringItem();
  await readXml(pieces, {
    open(name) {
      if (name === 'si') item.clear();
      else item.open(name);
    },
    close(name) {
      if (name === 'si') strings.push(item.text());
      else item.close(name);
    },
    text: (text) => {
      item.add(text);
    },
  });
  return strings;
}
