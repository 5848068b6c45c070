import { Argument, type Command } from "commander";
import { examples, newCommand } from "./program.ts";
import { print } from "./terminal.ts";

/** Prints a shell's completion script, made from the program's own commands and flags. */
export const completionCommand = (program: Command): Command =>
  newCommand("completion", "Prints a completion script for your shell.")
    .addArgument(new Argument("<shell>", "your shell").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      examples(
        'eval "$(taskotron completion bash)"',
        "taskotron completion fish > ~/.config/fish/completions/taskotron.fish",
      ),
    )
    .action((shell: string) => print(shell === "fish" ? fish(program) : bash(program, shell === "zsh")));

const flagsOf = (command: Command): string[] =>
  command.options.flatMap(({ short, long }) => [short, long].filter((flag) => flag !== undefined));

const wordsOf = (command: Command): string[] => [
  ...command.commands.map((child) => child.name()),
  ...command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
];

const bash = (program: Command, zsh: boolean): string => {
  const cases = program.commands.map(
    (command) => `    ${command.name()}) words="${[...wordsOf(command), ...flagsOf(command)].join(" ")}" ;;`,
  );
  return `${zsh ? "autoload -U +X bashcompinit && bashcompinit\n" : ""}_taskotron() {
  local words="" current="\${COMP_WORDS[COMP_CWORD]}"
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
    *) words="${wordsOf(program).join(" ")}" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _taskotron taskotron`;
};

const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

const fish = (program: Command): string =>
  program.commands
    .flatMap((command) => {
      const inside = `-n '__fish_seen_subcommand_from ${command.name()}'`;
      const flags = command.options.map(
        ({ long, description }) =>
          `complete -c taskotron ${inside} -l ${long?.slice(2)} -d ${quoted(description)}`,
      );
      const words = wordsOf(command).map((word) => `complete -c taskotron ${inside} -a ${word}`);
      return [
        `complete -c taskotron -n __fish_use_subcommand -a ${command.name()} -d ${quoted(command.description())}`,
        ...flags,
        ...words,
      ];
    })
    .join("\n");
