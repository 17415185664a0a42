/// What is wrong with a CSV file, and where.
package struct CSVError: Error, Equatable, CustomStringConvertible {
  /// The kinds of damage.
  package enum Problem: Equatable, Sendable {
    case unterminatedQuote
    case quoteInsideField
    case textAfterQuote
    case fieldCount(expected: Int, found: Int)
    case missingHeader
    case missingColumn(String)
    case value(String, column: String, expected: ColumnType)
  }

  /// The file's name, as given by the caller.
  package let file: String
  /// The 1-based line at which the record starts.
  package let line: Int
  /// What is wrong.
  package let problem: Problem

  package init(file: String, line: Int, problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  package var description: String {
    let text =
      switch problem {
      case .unterminatedQuote: "a quoted field has no end"
      case .quoteInsideField: "a quote inside a field that does not start with one"
      case .textAfterQuote: "text after the closing quote of a field"
      case .fieldCount(let expected, let found): "\(found) fields; the header has \(expected)"
      case .missingHeader: "the file is empty; a header is expected"
      case .missingColumn(let name): "the header has no column '\(name)'"
      case .value(let text, let column, let expected):
        "'\(text.prefix(64))' in column '\(column)' is no \(expected.rawValue)"
      }
    return "\(file):\(line): error: \(text)"
  }
}
