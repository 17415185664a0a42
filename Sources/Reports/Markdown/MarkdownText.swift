/// Pieces of GitHub-flavoured Markdown.
enum MarkdownText {
  /// A text in which nothing is markup, on one line.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if character.isNewline {
        escaped += " "
      } else if character == "<" {
        escaped += "&lt;"
      } else if character == "&" {
        escaped += "&amp;"
      } else if "\\`*_[]#|>~@".contains(character) {
        // An at sign would name somebody.
        escaped += "\\\(character)"
      } else {
        escaped.append(character)
      }
    }
    return escaped
  }

  /// A table; the first column is of texts, the others stand to the right if they are numbers.
  static func table(_ columns: [(title: String, isNumber: Bool)], _ rows: [[String]]) -> [String] {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    return [line(columns.map(\.title)), line(columns.map { $0.isNumber ? "--:" : "---" })]
      + rows.map(line)
  }
}
