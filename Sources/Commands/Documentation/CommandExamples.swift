import ArgumentParser

/// The examples of all commands, held against the parser.
enum CommandExamples {
  /// What is wrong with the examples of a command and of those below it.
  static func problems(of command: CommandTree, path: [String]) -> [String] {
    let name = path.joined(separator: " ")
    let lines = lines(of: command)
    var problems: [String] = []
    if (command.abstract ?? "").isEmpty { problems.append("\(name): it has no abstract") }
    if !lines.contains(where: { $0.hasPrefix(name) }) {
      problems.append("\(name): its discussion has no example of it under EXAMPLES")
    }
    for line in lines {
      for call in calls(in: line) {
        if let problem = problem(with: call) { problems.append("\(name): \(line): \(problem)") }
      }
    }
    return problems
      + command.children.flatMap { self.problems(of: $0, path: path + [$0.commandName]) }
  }

  private static func lines(of command: CommandTree) -> [String] {
    let examples = Discussion(command.discussion ?? "").section("EXAMPLES")
    return (examples?.passages ?? []).flatMap { passage in
      switch passage {
      case .text(let line): [line]
      case .lines(let lines): lines
      }
    }
  }

  /// Why a command line is not understood.
  private static func problem(with call: [String]) -> String? {
    do {
      _ = try Balbench.parseAsRoot(Array(call.dropFirst()))
      return nil
    } catch {
      let code = Balbench.exitCode(for: error)
      return code == .success ? nil : Balbench.message(for: error)
    }
  }

  /// The calls of this program in a line of the shell, as words.
  static func calls(in line: String) -> [[String]] {
    words(of: line).split { ["|", "&&", ";"].contains($0) }.map { command in
      // The one variable of the examples is the address of a node.
      command.prefix { $0 != ">" && $0 != "#" }
        .map { $0.replacing("$URL", with: "http://localhost:8545") }
    }.filter { $0.first == "balbench" }
  }

  /// The words of a line, as a shell makes them.
  private static func words(of line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let complete = word { words.append(complete) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let complete = word { words.append(complete) }
    return words
  }
}
