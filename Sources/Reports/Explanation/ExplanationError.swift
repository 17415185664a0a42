/// Why there is nothing to explain.
package enum ExplanationError: Error, Equatable, CustomStringConvertible {
  /// A choice that the run does not hold: what was given and what there is.
  case unknown(what: String, given: String, known: [String])
  /// Several blocks fit the choice.
  case ambiguous(option: String, block: UInt64, choices: [String])
  /// The block was not run.
  case notRun(block: UInt64, reason: String)
  /// The attempt's plan was rejected, so that there are no groups.
  case rejected(attempt: Int, reason: String)
  /// A recorded value that this program did not write.
  case damaged(table: String, value: String)

  package var description: String {
    switch self {
    case .unknown(let what, let given, let known):
      "unknown \(what) '\(given)'; " + (known.isEmpty ? "there is none" : "there is \(list(known))")
    case .ambiguous(let option, let block, let choices):
      "several blocks have the number \(block); choose with \(option): \(list(choices))"
    case .notRun(let block, let reason): "block \(block) was not run: \(reason)"
    case .rejected(let attempt, let reason):
      "the plan of attempt \(attempt) was rejected, there are no groups: \(reason)"
    case .damaged(let table, let value): "\(table): '\(value.prefix(120))' is no edge of the block"
    }
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? "\(shown), … (\(names.count) in all)" : shown
  }
}
