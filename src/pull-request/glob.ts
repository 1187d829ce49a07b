/**
 * A pattern for paths and branches: `*` and `?` stay within one part of the path, `**` goes over several. Anything else
 * means itself, and the whole text must match.
 */
export function globOf(pattern: string): RegExp {
  const source = pattern.replace(/(?:\*\*\/)+|\*+|\?|[^*?]+/g, (token) => {
    if (token.endsWith('**/')) {
      return '(?:[^]*/)?';
    }
    if (token.startsWith('**')) {
      return '[^]*';
    }
    return token === '*' ? '[^/]*' : token === '?' ? '[^/]' : literal(token);
  });
  return new RegExp(`^${source}$`, 'u');
}

export function matchesAny(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => globOf(pattern).test(text));
}

function literal(text: string): string {
  return text.replace(/[\\^$.|+()[\]{}/]/g, '\\$&');
}
