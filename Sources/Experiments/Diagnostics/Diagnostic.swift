/// One problem of an experiment file, at its place.
package struct Diagnostic: Error, Equatable, Sendable {
  /// Where the problem is.
  package let mark: SourceMark
  /// How many columns it spans; at least 1.
  package let length: Int
  /// What is wrong.
  package let message: String
  /// What to write instead, as a phrase.
  package let suggestion: String?

  package init(mark: SourceMark, length: Int = 1, message: String, suggestion: String? = nil) {
    self.mark = mark
    self.length = max(length, 1)
    self.message = message
    self.suggestion = suggestion
  }

  /// A problem with a node.
  package init(_ node: YAMLNode, _ message: String, suggestion: String? = nil) {
    self.init(mark: node.mark, length: node.length, message: message, suggestion: suggestion)
  }
}
