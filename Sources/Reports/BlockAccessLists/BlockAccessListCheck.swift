import BlockAccessLists

/// Everything that is wrong with a block access list: `balbench bal check`.
package struct BlockAccessListCheck {
  private let origin: String
  private let violations: [BlockAccessListError]
  /// What cannot be checked for want of knowledge about the block.
  private let unchecked: [String]
  private let size: String

  /// Checks a list.
  package init(_ source: SourcedBlockAccessList) {
    origin = source.origin
    violations = source.violations
    unchecked = Self.unchecked(source.context)
    size =
      NumberText.count(source.list.accounts.count, "account")
      + ", \(source.list.itemCount) items, hash \(source.list.hash)"
  }

  /// Reports on bytes that are no list at all.
  package init(malformed error: BlockAccessListError, origin: String) {
    self.origin = origin
    violations = [error]
    unchecked = []
    size = ""
  }

  /// Whether no checked rule is broken.
  package var isValid: Bool { violations.isEmpty }

  private static func unchecked(_ context: BlockAccessListContext) -> [String] {
    var unchecked: [String] = []
    if context.transactionCount == nil { unchecked.append("indices (--transactions)") }
    if context.gasLimit == nil { unchecked.append("number of items (--gas-limit)") }
    if context.hash == nil { unchecked.append("hash (--hash)") }
    return unchecked
  }

  /// The source, one line a problem, then the result.
  package var lines: [String] {
    var lines = [origin]
    lines += violations.map { error in
      "error: \(error.place.map { $0 + ": " } ?? "")\(error.violation) [\(error.violation.name)]"
    }
    lines.append(isValid ? "no errors: \(size)" : NumberText.count(violations.count, "error"))
    if !unchecked.isEmpty {
      lines.append("not checked: \(unchecked.joined(separator: ", "))")
    }
    return lines
  }

  private struct Output: Encodable {
    let origin: String
    let valid: Bool
    let problems: [Problem]
    let notChecked: [String]
  }

  private struct Problem: Encodable {
    let rule: String
    let message: String
    let offset: Int?
    let account: Int?
    let address: String?
  }

  /// The same for programs.
  package func json() throws -> String {
    try JSONText.text(
      Output(
        origin: origin, valid: isValid,
        problems: violations.map { error in
          Problem(
            rule: error.violation.name, message: "\(error.violation)", offset: error.offset,
            account: error.account, address: error.address.map { "\($0)" })
        }, notChecked: unchecked))
  }
}
