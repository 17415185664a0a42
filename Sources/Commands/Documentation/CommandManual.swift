/// All commands as one page for `man`.
struct CommandManual {
  private let root: CommandTree
  private let version: String

  init(_ root: CommandTree, version: String) {
    self.root = root
    self.version = version
  }

  /// The page, in the macros of man(7).
  var lines: [String] {
    let name = root.commandName
    let discussion = Discussion(root.discussion ?? "")
    var lines = [
      ".\\\" Made by `make docs` from what --help prints.",
      ".TH \(name.uppercased()) 1 \"\" \"\(name) \(version)\" \"User Commands\"",
      ".SH NAME", "\(name) \\- \(Self.escaped(root.abstract ?? ""))",
      ".SH SYNOPSIS", ".B \(name)", Self.escaped("<command> [<arguments>]"),
      ".SH DESCRIPTION",
    ]
    lines += discussion.sections.filter { $0.title == nil }.flatMap(Self.lines)
    lines += [
      ".TP", "\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "Show help, of any command.",
      ".TP", "\\fB\\-\\-version\\fR", "Show the version.", ".SH COMMANDS",
    ]
    lines += root.children.flatMap { commandLines($0, path: [name, $0.commandName]) }
    for section in discussion.sections {
      guard let title = section.title else { continue }
      lines +=
        [".SH \(title == Discussion.exitCodes ? "EXIT STATUS" : title)"] + Self.lines(of: section)
    }
    return lines
  }

  private func commandLines(_ command: CommandTree, path: [String]) -> [String] {
    var lines = [".SS \(path.joined(separator: " "))", Self.escaped(command.abstract ?? "")]
    lines += [".PP", ".B \(Self.escaped(command.synopsis(path)))"]
    let sections = Discussion(command.discussion ?? "").sections
    lines += sections.filter { $0.title == nil }.flatMap(Self.lines)
    for argument in command.ownArguments {
      lines += [".TP", "\\fB\(Self.escaped(argument.title))\\fR", Self.escaped(argument.summary)]
    }
    for section in sections {
      guard let title = section.title else { continue }
      lines += [".PP", ".I \(title == Discussion.exitCodes ? "EXIT STATUS" : title)"]
      lines += Self.lines(of: section)
    }
    return lines + command.children.flatMap { commandLines($0, path: path + [$0.commandName]) }
  }

  private static func lines(of section: Discussion.Section) -> [String] {
    section.passages.flatMap { passage in
      switch passage {
      case .text(let text): [".PP", escaped(text)]
      case .lines(let lines): [".RS 2", ".nf"] + lines.map(escaped) + [".fi", ".RE"]
      }
    }
  }

  // A dash must not become a hyphen, nor a point or quote at the beginning a macro.
  private static func escaped(_ text: String) -> String {
    let text = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }
}
