import { htmlAttribute } from './html-scanner.ts';

const HIDING_STYLE =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/i;

/** Whether a tag says that people do not see its element. */
export function isHidden(attributes: string): boolean {
  if (attributes.length < ' hidden>'.length) return false;
  const style = htmlAttribute(attributes, 'style');
  if (style !== undefined && HIDING_STYLE.test(style)) return true;
  return htmlAttribute(attributes, 'hidden') !== undefined;
}
