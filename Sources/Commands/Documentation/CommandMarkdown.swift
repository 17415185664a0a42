/// A command and those below it as a page for the web.
struct CommandMarkdown {
  private let command: CommandTree
  private let path: [String]
  private let level: Int
  private let inherited: Discussion.Section?

  /// - Parameter inherited: The section of exit codes that holds where the command has none.
  init(
    _ command: CommandTree, path: [String], level: Int = 1, inherited: Discussion.Section? = nil
  ) {
    self.command = command
    self.path = path
    self.level = level
    self.inherited = inherited
  }

  /// The page.
  var lines: [String] {
    let discussion = Discussion(command.discussion ?? "")
    var lines = [heading(path.joined(separator: " ")), "", command.abstract ?? "", ""]
    lines += ["```", command.synopsis(path), "```", ""]
    for section in discussion.sections where section.title == nil {
      lines += Self.lines(of: section)
    }
    lines += argumentLines
    var sections = discussion.sections
    if let inherited, discussion.section(Discussion.exitCodes) == nil { sections.append(inherited) }
    for section in sections {
      guard let title = section.title else { continue }
      lines += ["**\(title.prefix(1) + title.dropFirst().lowercased())**", ""]
      lines += Self.lines(of: section)
    }
    for child in command.children {
      lines +=
        CommandMarkdown(child, path: path + [child.commandName], level: level + 1).lines
    }
    return lines
  }

  /// The list of all commands.
  static func index(of root: CommandTree) -> [String] {
    var lines = ["# The commands of \(root.commandName)", "", root.abstract ?? "", ""]
    lines += ["| command | what it does |", "|---|---|"]
    for command in root.children {
      lines.append("| \(link(to: command)) | \(escaped(command.abstract ?? "")) |")
    }
    lines += [
      "",
      "Every command has `--help`, which `balbench help COMMAND` prints too. As a man page:"
        + " `man docs/balbench.1` ([balbench.1](../balbench.1)).",
      "",
    ]
    for section in Discussion(root.discussion ?? "").sections
    where section.title == Discussion.exitCodes {
      lines += ["**Exit codes**", ""] + self.lines(of: section)
    }
    return lines + [
      "These pages are made by `make docs` from what `--help` prints; a test compares them.", "",
    ]
  }

  private static func link(to command: CommandTree) -> String {
    "[`\(command.commandName)`](\(command.commandName).md)"
  }

  private func heading(_ text: String) -> String {
    String(repeating: "#", count: level) + " " + text
  }

  private var argumentLines: [String] {
    let arguments = command.ownArguments
    guard !arguments.isEmpty else { return [] }
    return arguments.map { "- `\($0.title)`: \(Self.escaped($0.summary))" } + [""]
  }

  private static func lines(of section: Discussion.Section) -> [String] {
    section.passages.flatMap { passage in
      switch passage {
      case .text(let text): [escaped(text), ""]
      case .lines(let lines): ["```"] + lines + ["```", ""]
      }
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("<", with: "\\<").replacing("|", with: "\\|").replacing("*", with: "\\*")
  }
}
