/// The list `strategies` in the text of Package.swift: one quoted word a line, in order.
struct StrategyList {
  /// Why a word cannot be added.
  struct Problem: Error {
    let reason: String
  }

  private static let opening = "let strategies = ["

  private let lines: [String]
  /// The lines between the brackets.
  private let items: Range<Int>

  /// Finds the list; nil if the text has none.
  init?(manifest: String) {
    lines = manifest.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: Self.opening),
      let end = lines[start...].firstIndex(of: "]")
    else { return nil }
    items = start + 1..<end
  }

  /// The words of the list.
  var words: [String] { items.compactMap { Self.word(of: lines[$0]) } }

  /// The manifest with one more word, before the first that sorts after it.
  func adding(_ word: String) throws(Problem) -> String {
    // A file system may not tell the case of folders apart.
    if let twin = words.first(where: { $0.lowercased() == word.lowercased() }) {
      throw Problem(reason: "the list of strategies holds \"\(twin)\" already")
    }
    let position =
      items.first { Self.word(of: lines[$0]).map { $0 > word } ?? false } ?? items.upperBound
    let added = lines[..<position] + ["  \"\(word)\","] + lines[position...]
    return added.joined(separator: "\n")
  }

  private static func word(of line: String) -> String? {
    line.wholeMatch(of: /\s*"(\w+)",\s*(\/\/.*)?/).map { String($0.output.1) }
  }
}
