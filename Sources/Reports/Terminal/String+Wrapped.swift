extension String {
  /// The text in lines that are at most so wide, broken at spaces; the first keeps its own indent.
  package func wrapped(to width: Int, indent: String = "") -> [String] {
    var lines: [String] = []
    var line = prefix { $0 == " " }.description
    var isEmpty = true
    for word in split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
