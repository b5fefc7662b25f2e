namespace Omua.Cli.Verbs;

/// <summary>
/// The scripts of <see cref="CompletionVerb"/>. Each hands the line up to the cursor to <c>omua "[suggest:N]"</c>, which answers with what can stand there, a line
/// each; where it has nothing to say, the shell completes file names.
/// </summary>
internal static class CompletionScripts
{
    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };

    private const string Bash = """
        # bash completion for omua
        _omua() {
          local typed="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
          local line="omua ${typed#*[[:space:]]}"
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _omua omua
        """;

    private const string Zsh = """
        #compdef omua
        _omua() {
          local line="omua ${(j: :)words[2,CURRENT]}"
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
          if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
        }
        compdef _omua omua
        """;

    private const string Fish = """
        # fish completion for omua
        function __omua_complete
          set -l words (commandline -opc)
          set -l line (string join ' ' omua $words[2..] (commandline -ct))
          command $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c omua -a '(__omua_complete)'
        """;
}
