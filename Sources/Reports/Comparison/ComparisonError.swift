/// Why runs or strategies cannot be compared.
package enum ComparisonError: Error, Equatable, CustomStringConvertible {
  /// A name that the runs do not hold: what was given and what there is.
  case unknown(what: String, given: String, known: [String])
  /// The two runs have no block in common that both ran in the same way.
  case nothingInCommon
  /// The run has no second strategy.
  case oneStrategy(String)

  package var description: String {
    switch self {
    case .unknown(let what, let given, let known):
      "unknown \(what) '\(given)'; there is \(known.joined(separator: ", "))"
    case .nothingInCommon:
      "no block was run in the same way by both: expected runs that share a block set (by name and"
        + " blocks), a strategy with equal options, workers and store"
    case .oneStrategy(let label):
      "\(label) is the only strategy: expected a run of several, or a second run to compare with"
    }
  }
}
