/// A command's discussion: paragraphs, and sections under headings in capitals.
struct Discussion {
  /// A part of a section, between blank lines.
  enum Passage: Equatable {
    case text(String)
    /// Lines whose spaces matter.
    case lines([String])
  }

  /// What follows a heading, or stands before the first one.
  struct Section {
    let title: String?
    let passages: [Passage]
  }

  /// The heading of what a command's exit codes mean.
  static let exitCodes = "EXIT CODES"

  let sections: [Section]

  init(_ text: String) {
    var sections: [Section] = []
    var title: String?
    var lines: [String] = []
    func finish() {
      let passages = Self.passages(lines)
      if title != nil || !passages.isEmpty {
        sections.append(Section(title: title, passages: passages))
      }
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if Self.isHeading(line) {
        finish()
        title = line
      } else {
        lines.append(line)
      }
    }
    finish()
    self.sections = sections
  }

  /// The section under a heading.
  func section(_ title: String) -> Section? { sections.first { $0.title == title } }

  private static func isHeading(_ line: String) -> Bool {
    line.count > 3 && line.allSatisfy { $0 == " " || $0.isUppercase } && !line.hasPrefix(" ")
  }

  private static func passages(_ lines: [String]) -> [Passage] {
    lines.split { $0.allSatisfy(\.isWhitespace) }.map { part in
      part.contains { $0.hasPrefix(" ") || $0.contains("   ") }
        ? .lines(withoutIndent(Array(part))) : .text(part.joined(separator: " "))
    }
  }

  private static func withoutIndent(_ lines: [String]) -> [String] {
    let indent = lines.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { String($0.dropFirst(indent)) }
  }
}
