/** Texts as the forges take them. */
const titleLimit = 255;

/** A title on one line, without control characters, not longer than both forges take. */
export function titleLine(title: string): string {
  const line = title.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return cut(line, titleLimit);
}

/** At most `limit` UTF-16 units, whole characters, with an ellipsis where something was cut. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > limit - 1) {
      break;
    }
    kept += character;
  }
  return `${kept}…`;
}

/** The hidden first line of a comment of ours. */
export function markerLine(marker: string): string {
  if (!/^[a-z0-9._/-]+$/.test(marker) || marker.includes('--')) {
    throw new RangeError(`not a marker: ${JSON.stringify(marker)}`);
  }
  return `<!-- kargo-ci: ${marker} -->`;
}

/** A comment with its marker. The marker stands first, so that a text that quotes it is not taken for it. */
export function markedBody(marker: string, body: string): string {
  return `${markerLine(marker)}\n${body}`;
}

export function hasMarker(body: string, marker: string): boolean {
  return body === markerLine(marker) || /^[\r\n]/.test(body.slice(markerLine(marker).length))
    ? body.startsWith(markerLine(marker))
    : false;
}

/**
 * Text in which GitLab finds no quick action: `/merge` or `/approve` at the start of a line of a description or note
 * is carried out with the rights of the token, wherever the text came from.
 */
export function withoutQuickActions(body: string): string {
  return body.replace(/^([^\S\n]*)\/(?=[a-z])/gim, '$1\\/');
}
