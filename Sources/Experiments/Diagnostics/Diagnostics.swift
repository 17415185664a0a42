/// The problems found in one file so far; reading goes on after most of them.
package final class Diagnostics {
  /// The most problems that are kept; a file of another kind would make thousands.
  package static let limit = 50

  private var found: [Diagnostic] = []
  /// How many problems were found beyond the limit.
  package private(set) var suppressed = 0

  package init() {}

  /// Adds a problem; the same one twice (an alias is read once per use) counts once.
  package func report(_ diagnostic: Diagnostic) {
    if found.contains(diagnostic) { return }
    if found.count < Self.limit { found.append(diagnostic) } else { suppressed += 1 }
  }

  /// Adds a problem with a node.
  package func report(_ node: YAMLNode, _ message: String, suggestion: String? = nil) {
    report(Diagnostic(node, message, suggestion: suggestion))
  }

  /// Whether nothing is wrong so far.
  package var isEmpty: Bool { found.isEmpty }

  /// The number of problems so far, those beyond the limit included.
  package var count: Int { found.count + suppressed }

  /// The problems in the order of the file.
  package var sorted: [Diagnostic] {
    found.enumerated().sorted { left, right in
      (left.element.mark.offset, left.offset) < (right.element.mark.offset, right.offset)
    }.map(\.element)
  }
}
