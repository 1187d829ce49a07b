/** Texts that servers, registries and commits can hold, and that some surface would take for more than text. */
export const hostileTexts: readonly string[] = [
  '::error::x',
  '   ::error::x',
  '\t::error file=a.js::x',
  '\u00a0\u3000::error::x',
  'a\n::set-output name=x::y',
  'a\n  ::add-mask::a',
  'a\r::set-env name=PATH::/evil',
  'a\r\n::stop-commands::x',
  'a\u2028::error::x',
  'a\u0085::error::x',
  '\u0000::error::x',
  ':\u001b[0m:error::x',
  ':\u202e:error::x',
  '%0A::error::x',
  '##[error]x',
  'before ##[group]x',
  '#\u0007#[command]x',
  '##\u001b[1m[section]x',
  '##vso[task.setvariable variable=x]y',
  '\u001b[0Ksection_start:1:x\r\u001b[0Ktitle',
  'section_end:1:x\r',
  'section_\u0000start:1:x',
  '\u001b[31mred\u001b[0m',
  '\u009b31mred',
  '\u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007',
  '\u001b]0;title',
  '\u001bPq#0\u001b\\',
  '\u001b(Bcharset',
  '\u001b',
  '\u202egnp.exe\u202c',
  '\u2066isolated\u2069',
  'back\u0008\u0008space\u007f',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '| a | [link](javascript:alert(1)) `code` **bold**\n# heading',
  `$(id) \`id\` \${HOME} $HOME`,
  'KEY=value\nKARGO_API_TOKEN=stolen',
  '"quoted" \\n \'single\'',
];

/** Commands that GitHub's runner sees in a log (ActionCommand.cs: trimmed line, or `##[` anywhere). */
export function runnerCommands(log: string): readonly string[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const trimmed = line.replace(/^[\s\u0085]+/, '');
    if (trimmed.startsWith('::')) {
      return [trimmed];
    }
    const old = line.indexOf('##[');
    return old === -1 ? [] : [line.slice(old)];
  });
}

/** What a terminal or a log viewer would obey or hide: everything but text, line ends and tabs. */
export function controlsIn(text: string): readonly string[] {
  return text.match(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu) ?? [];
}
