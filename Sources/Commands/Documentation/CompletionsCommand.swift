import ArgumentParser

/// `balbench completions`: what a shell needs to complete command lines.
struct CompletionsCommand: ParsableCommand {
  /// A shell that completions can be made for.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a script that completes command lines of balbench in a shell.",
    discussion: """
      Commands, options, files and folders are completed, and the names of strategies, recipes, \
      forks and tables.

      For this session or, in ~/.bashrc, for all:
        source <(balbench completions bash)

      zsh reads it from a folder of $fpath, before compinit:
        balbench completions zsh > ~/.zfunc/_balbench

      fish:
        balbench completions fish > ~/.config/fish/completions/balbench.fish

      EXAMPLES
        balbench completions bash
        balbench completions zsh > ~/.zfunc/_balbench
        balbench completions fish > ~/.config/fish/completions/balbench.fish
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() {
    let shell: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    print(Balbench.completionScript(for: shell))
  }
}
