extension Diagnostic {
  private static let indent = "    "
  private static let widestLine = 92

  /// The problem as a terminal shows it: place and message, the line, a caret, the suggestion.
  package func rendered(in source: SourceText) -> String {
    let header =
      "\(source.name):\(mark.line):\(mark.column): error: \(Self.printable(message))"
    let line = Array(source.line(mark.line).unicodeScalars)
    guard !line.isEmpty else {
      return suggestion.map { "\(header)\n\(Self.indent)\(Self.printable($0))" } ?? header
    }
    let column = min(mark.column - 1, line.count)
    // A long line is cut to a window that has the caret in it.
    let isCut = line.count > Self.widestLine && column > Self.widestLine * 3 / 4
    let start = isCut ? column - Self.widestLine / 2 : 0
    let end = min(start + Self.widestLine, line.count)
    let span = max(min(length, end - column), 1)
    var caret = String(String.UnicodeScalarView(line[start..<column].map { $0 == "\t" ? $0 : " " }))
    caret += "^" + String(repeating: "~", count: span - 1)
    if let suggestion { caret += " " + Self.printable(suggestion) }
    let text = Self.printable(String(String.UnicodeScalarView(line[start..<end])))
    return "\(header)\n\(Self.indent)\(text)\n\(Self.indent)\(caret)"
  }

  // A hostile file must not send escape sequences to the terminal.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control where scalar != "\t", .format, .lineSeparator, .paragraphSeparator:
            "\u{FFFD}"
          default: scalar
          }
        }))
  }
}
